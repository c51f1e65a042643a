using System.Collections.Immutable;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// The Denies of several policies: the cutoff of each that is stricter than the loosest, what no policy matches, and what each excludes.
/// A Deny covers only what its policy keeps, and less where IAM cannot express all of it, so it refuses no candidate.
/// </summary>
internal sealed class PolicyRefusals
{
    /// <summary>The name for what no policy matches.</summary>
    public const string Unmatched = "policies: what none of them matches";

    private readonly FenceInputs _terms;
    private readonly List<Protection> _sayable = [];
    private readonly List<string> _unsaid = [];
    private readonly Dictionary<Retention, ImmutableArray<TagCondition>?> _matches = new(ReferenceEqualityComparer.Instance);

    private PolicyRefusals(FenceInputs terms)
    {
        _terms = terms;
        if (terms.Plan.Policies.Count == 0) return;
        var policies = terms.Matching.Concat(terms.Plan.Policies.Where(policy => policy.IsOtherwise))
            .OrderBy(terms.CutoffOf).ThenBy(policy => policy.Name, StringComparer.Ordinal).ToList();
        if (terms.Mode is FenceMode.On) AddCutoffs(policies);
        if (!policies.Any(policy => policy.IsOtherwise || terms.GovernsAll(policy))) AddUnmatched();
        foreach (var policy in policies)
            foreach (var rule in policy.ExcludeTags.Rules.Where(rule => rule.Values.Count > 0 && !IsExcludedForAll(rule)))
                AddExclusion(policy, rule);
    }

    /// <summary>The Denies that IAM can express: the cutoffs, the strictest first; what no policy matches; the excluded tags.</summary>
    public IReadOnlyList<Protection> Expressible => _sayable;

    /// <summary>The names of what IAM cannot express.</summary>
    public IReadOnlyList<string> Inexpressible => [.. _unsaid.Distinct(StringComparer.Ordinal)];

    /// <summary>Collects the Denies of the plan's policies.</summary>
    public static PolicyRefusals Of(FenceInputs terms) => new(terms);

    /// <summary>The name of a policy's cutoff.</summary>
    public static string CutoffName(string policy) => $"policies.{policy}.maxAgeDays";

    /// <summary>Adds the stricter cutoffs. Policies with one cutoff that ask for values of one key share a Deny.</summary>
    private void AddCutoffs(IEnumerable<Retention> policies)
    {
        var stricter = policies.Where(policy => !_terms.HasLoosestCutoff(policy)).ToList();
        _unsaid.AddRange(stricter.Where(policy => WhatMeets(policy) is null).Select(policy => CutoffName(policy.Name!)));
        var sayable = stricter.Where(policy => WhatMeets(policy) is not null);
        foreach (var same in sayable.GroupBy(policy => (Cutoff: _terms.CutoffOf(policy), Key: SharedKeyOf(policy))))
        {
            var parts = same.Select(policy => new PolicyRefusal(policy.Name!, new Refusal(WhatMeets(policy)!.Value, same.Key.Cutoff)));
            Add([.. same.Select(policy => CutoffName(policy.Name!))], [.. parts]);
        }
    }

    private void Add(ImmutableArray<string> names, ImmutableArray<PolicyRefusal> parts) => _sayable.Add(
        new Protection(names, ProtectionRank.Policies)
        {
            Refusal = parts.Length == 1 ? parts[0].Refusal : parts[0].Refusal with { Conditions = [OneOf(parts)] },
            Policies = parts,
        });

    private void AddUnmatched()
    {
        if (Others() is { } others) Add(Unmatched, others);
        else _unsaid.Add(Unmatched);
    }

    private void Add(string name, ImmutableArray<TagCondition> conditions) => _sayable.Add(
        new Protection([name], ProtectionRank.Policies) { Refusal = new Refusal(conditions, Since: null) });

    private void AddExclusion(Retention policy, TagRule rule)
    {
        if (rule.IsDoNotDelete) _unsaid.Add($"policies.{policy.Name}.{Protections.OtherSpellings}");
        foreach (var (named, spelled, _) in Protections.Spelled(rule))
        {
            var name = $"policies.{policy.Name}.{named}";
            if (WhatMeets(policy) is { } match && OneOf(spelled, name) is { } excluded && Both(match, excluded) is { } conditions)
                Add(name, conditions);
            else
                _unsaid.Add(name);
        }
    }

    /// <summary>True if the top level excludes the same for all.</summary>
    private bool IsExcludedForAll(TagRule rule) => _terms.Plan.Retention.ExcludeTags.Rules.Any(all =>
        all.MeansAllOf(rule) && (all.Values.Any(value => value.IsAny) || !rule.Values.Except(all.Values).Any()));

    /// <summary>The conditions that only what the policy governs meets; null if IAM cannot express any.</summary>
    private ImmutableArray<TagCondition>? WhatMeets(Retention policy)
    {
        if (!_matches.TryGetValue(policy, out var match)) _matches.Add(policy, match = policy.IsOtherwise ? Others() : MatchOf(policy));
        return match;
    }

    private ImmutableArray<TagCondition>? MatchOf(Retention policy)
    {
        var rules = policy.IncludeTags.Rules;
        if (rules.DistinctBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase).Count() < rules.Length) return null;
        var conditions = rules.Select(rule => OneOf(rule, $"policies.{policy.Name}.includeTags.{rule.Key}")).ToList();
        return conditions.Contains(null) ? null : [.. conditions.OfType<TagCondition>()];
    }

    /// <summary>
    /// The conditions that only what no policy matches meets; null if IAM cannot express them. Of a policy that asks for two keys, it would
    /// take two Denies to say that one of them is missing.
    /// </summary>
    private ImmutableArray<TagCondition>? Others()
    {
        var policies = _terms.Matching.ToList();
        if (policies.Any(policy => policy.IncludeTags.Rules.Length != 1)) return null;
        var byKey = policies.Select(policy => policy.IncludeTags.Rules[0]).GroupBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase)
            .Select(rules => new TagRule(rules.Key, [.. rules.SelectMany(rule => rule.Values).Distinct()])).ToList();
        if (!byKey.All(rule => IamText.CanName(rule.Key) && (IsAny(rule) || rule.Values.All(value => IamText.CanSay(value.Text)))))
            return null;
        return [.. byKey.Select(rule => IsAny(rule)
            ? new TagCondition(TagTest.Absent, rule.Key, [])
            : new TagCondition(TagTest.NoneLike, rule.Key, [.. rule.Values.Select(value => value.Text)]))];
    }

    /// <summary>The condition that a tag matches the rule, with as many of its values as IAM can express; null if with none.</summary>
    private TagCondition? OneOf(TagRule rule, string name)
    {
        if (!IamText.CanName(rule.Key)) return null;
        if (IsAny(rule)) return new TagCondition(TagTest.Present, rule.Key, []);
        ImmutableArray<string> sayable = [.. rule.Values.Select(value => value.Text)
            .Where(IamText.CanSay)
            .Distinct(StringComparer.Ordinal)];
        if (sayable.IsEmpty) return null;
        _unsaid.AddRange(rule.Values.Where(value => !IamText.CanSay(value.Text)).Select(value => $"{name}: {value.Text}"));
        return new TagCondition(TagTest.OneLike, rule.Key, sayable);
    }

    /// <summary>The one condition of several parts that ask for values of the same key.</summary>
    private static TagCondition OneOf(IEnumerable<PolicyRefusal> parts)
    {
        var conditions = parts.Select(part => part.Refusal.Conditions[0]).ToList();
        return conditions.FirstOrDefault(condition => condition.Test is TagTest.Present)
            ?? conditions[0] with { Values = [.. conditions.SelectMany(condition => condition.Values).Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>Both at once; null where one key would need two lists of values under one operator.</summary>
    private static ImmutableArray<TagCondition>? Both(ImmutableArray<TagCondition> match, TagCondition excluded)
    {
        var same = match.FirstOrDefault(condition => string.Equals(condition.Key, excluded.Key, StringComparison.OrdinalIgnoreCase));
        return (same?.Test, excluded.Test) switch
        {
            (TagTest.OneLike, TagTest.OneLike) or (TagTest.Absent, _) => null,
            (TagTest.OneLike, _) => match,
            (TagTest.Present, _) => match.Replace(same!, excluded),
            _ => match.Add(excluded),
        };
    }

    /// <summary>The key that a policy asks for, if it is one alone: then others may share its Deny. Otherwise a name of its own.</summary>
    private static string SharedKeyOf(Retention policy) => policy.IsOtherwise || policy.IncludeTags.Rules.Length != 1
        ? $"policy {policy.Name}"
        : $"key {policy.IncludeTags.Rules[0].Key.ToUpperInvariant()}";

    private static bool IsAny(TagRule rule) => rule.Values.Any(value => value.IsAny);
}
