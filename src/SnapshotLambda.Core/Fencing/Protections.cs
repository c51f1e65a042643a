using System.Collections.Immutable;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// All protections by tags that the settings ask for. IAM compares keys without case, and a policy may name a condition key once: settings
/// for one key, in any case, are one protection. Each usual spelling of <c>DoNotDelete</c> is one too.
/// </summary>
internal sealed class Protections
{
    /// <summary>The name for the spellings of <c>DoNotDelete</c> that are missing from the policy.</summary>
    public const string OtherSpellings = $"excludeTags.{DoNotDeleteKey.Name}: other spellings";

    /// <summary>The name for the dates in tags, which IAM cannot compare.</summary>
    public const string Dates = "keepUntilTags: dates in tags";

    /// <summary>The name for what AWS does not check where what deregistered AMIs left behind may go.</summary>
    public const string Leftovers = "deregisteredImages: what AMIs left behind";

    private readonly List<Protection> _sayable = [];
    private readonly List<string> _unsaid = [];
    private readonly Dictionary<string, int> _forbidden = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _refused = new(StringComparer.OrdinalIgnoreCase);

    private Protections()
    {
    }

    /// <summary>The protections that IAM can express, the most important first (<see cref="ProtectionRank"/>).</summary>
    public IReadOnlyList<Protection> Expressible { get; private set; } = [];

    /// <summary>
    /// The names of those that IAM cannot express: wildcards in keys, unusual spellings, characters beyond Latin-1, policy variables, dates
    /// in tags.
    /// </summary>
    public IReadOnlyList<string> Inexpressible => _unsaid;

    /// <summary>Collects the protections of a plan.</summary>
    public static Protections Of(FenceInputs terms)
    {
        var (all, plan) = (new Protections(), terms.Plan);
        var rank = ProtectionRank.Guards;
        foreach (var guard in terms.Guards)
        {
            foreach (var key in plan.Safeguards.Asks(guard) ? guard.TagKeys.Where(key => plan.Safeguards.Asks(guard, key)) : [])
                all.Guard($"{guard.Name}: {key.Pattern}", key, rank);
            if (guard == Core.Guards.Guard.AwsTags) rank = ProtectionRank.LaterGuards;
        }

        var excluded = plan.Retention.ExcludeTags.Rules.Where(rule => rule.Values.Count > 0).OrderBy(rule => !rule.IsDoNotDelete).ToList();
        foreach (var rules in excluded.SelectMany(Spelled).GroupBy(one => one.Rule.Key, StringComparer.OrdinalIgnoreCase))
            all.Exclude([.. rules]);
        if (excluded.Any(rule => rule.IsDoNotDelete)) all._unsaid.Add(OtherSpellings);
        foreach (var rules in ByKey(plan.Retention.IncludeTags.Rules)) all.Include(rules);
        var policies = PolicyRefusals.Of(terms);
        all._sayable.AddRange(policies.Expressible);
        all._unsaid.AddRange(policies.Inexpressible);
        all._unsaid.Add(Dates);
        if (terms.TagsLeftovers) all._unsaid.Add(Leftovers);
        all.Expressible = [.. all._sayable.OrderBy(protection => protection.Rank)];
        return all;
    }

    /// <summary>Adds a guard's key. A prefix ends in a wildcard, and IAM cannot name it.</summary>
    private void Guard(string name, ProtectedKey key, ProtectionRank rank)
    {
        if (!IamText.CanName(key.Pattern)) _unsaid.Add(name);
        else if (key.Value is null) Add([name], rank, new TagCondition(TagTest.Absent, key.Pattern, []));
        else if (IamText.CanSay(key.Value)) Add([name], rank, new TagCondition(TagTest.NoneLike, key.Pattern, [key.Value]));
        else _unsaid.Add(name);
    }

    /// <summary>Adds an exclusion with as many of its values as IAM can express: each refuses something by itself.</summary>
    private void Exclude(IReadOnlyList<(string Name, TagRule Rule, ProtectionRank Rank)> rules)
    {
        var (key, values) = (rules[0].Rule.Key, Values(rules.Select(one => one.Rule)));
        ImmutableArray<string> names = [.. rules.Select(one => one.Name)];
        ImmutableArray<string> sayable = [.. values.Where(IamText.CanSay)];
        var rank = rules.Min(one => one.Rank);
        if (!IamText.CanName(key)) _unsaid.AddRange(names);
        else if (values.Any(IsAny)) Add(names, rank, new TagCondition(TagTest.Absent, key, []));
        else if (_forbidden.ContainsKey(key)) Add(names, rank, new TagCondition(TagTest.NoneLike, key, sayable));
        else
        {
            if (!sayable.IsEmpty) Add(names, rank, new TagCondition(TagTest.NoneLike, key, sayable));
            var unsaid = values.Except(sayable, StringComparer.Ordinal).Select(value => $"{names[0]}: {value}");
            _unsaid.AddRange(sayable.IsEmpty ? names : unsaid);
        }
    }

    /// <summary>
    /// Adds an inclusion whole or not at all: with a value missing, the fence would refuse candidates. Of keys that differ by case alone,
    /// IAM compares one and does not say which, so any of them may have the value.
    /// </summary>
    private void Include(IReadOnlyList<TagRule> rules)
    {
        var (names, values) = (Names("includeTags", rules), Values(rules));
        var others = string.Join(", ", rules.Skip(1).Select(rule => rule.Key));
        ImmutableArray<string> merged = rules.Count == 1 ? [] : [$"{names[0]}: merged with {others}"];
        if (values.IsEmpty || !rules.All(rule => IamText.CanName(rule.Key))) _unsaid.AddRange(names);
        else if (values.Any(IsAny)) Require(new TagCondition(TagTest.Present, rules[0].Key, []));
        else if (values.All(IamText.CanSay)) Require(new TagCondition(TagTest.OneLike, rules[0].Key, values));
        else _unsaid.AddRange(names);

        void Require(TagCondition condition) => _sayable.Add(
            new Protection(names, ProtectionRank.Included) { Condition = condition, Looser = merged });
    }

    /// <summary>
    /// Adds a condition. A key that must be absent needs no condition on its values, and is as important as its most important setting.
    /// The values that a guard and the excluded tags refuse for one key are one condition.
    /// </summary>
    private void Add(ImmutableArray<string> names, ProtectionRank rank, TagCondition condition)
    {
        if (condition.Test is TagTest.Absent or TagTest.NoneLike && _forbidden.TryGetValue(condition.Key, out var same))
        {
            _sayable[same] = Joined(_sayable[same], names, rank);
            return;
        }

        if (condition.Test is TagTest.NoneLike && _refused.TryGetValue(condition.Key, out same))
        {
            var refused = _sayable[same].Condition!;
            ImmutableArray<string> values = [.. refused.Values.Union(condition.Values, StringComparer.Ordinal)];
            _sayable[same] = Joined(_sayable[same], names, rank) with { Condition = refused with { Values = values } };
            return;
        }

        if (condition.Test is TagTest.Absent) _forbidden.Add(condition.Key, _sayable.Count);
        if (condition.Test is TagTest.NoneLike) _refused.Add(condition.Key, _sayable.Count);
        _sayable.Add(new Protection(names, rank) { Condition = condition });
    }

    private static Protection Joined(Protection one, ImmutableArray<string> names, ProtectionRank rank) =>
        one with { Names = [.. one.Names, .. names], Rank = rank < one.Rank ? rank : one.Rank };

    private static IEnumerable<IReadOnlyList<TagRule>> ByKey(IEnumerable<TagRule> rules) =>
        rules.GroupBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase).Select(group => group.ToList());

    /// <summary>An excluded rule under each key that IAM can name it by, with the name of each.</summary>
    public static IEnumerable<(string Name, TagRule Rule, ProtectionRank Rank)> Spelled(TagRule rule)
    {
        var name = $"excludeTags.{rule.Key}";
        return !rule.IsDoNotDelete
            ? [(name, rule, ProtectionRank.Excluded)]
            : DoNotDeleteKey.Usual.Select(spelling => DoNotDeleteKey.IsName(spelling)
                ? (name, rule, ProtectionRank.DoNotDelete)
                : ($"{name}: {spelling}", rule with { Key = spelling }, ProtectionRank.DoNotDelete));
    }

    private static ImmutableArray<string> Names(string setting, IEnumerable<TagRule> rules) =>
        [.. rules.Select(rule => $"{setting}.{rule.Key}")];

    private static ImmutableArray<string> Values(IEnumerable<TagRule> rules) =>
        [.. rules.SelectMany(rule => rule.Values).Select(value => value.Text).Distinct(StringComparer.Ordinal)];

    private static bool IsAny(string pattern) => pattern.Length > 0 && !pattern.AsSpan().ContainsAnyExcept('*');
}
