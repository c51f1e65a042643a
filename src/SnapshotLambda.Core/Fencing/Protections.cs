using System.Collections.Immutable;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
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

    private readonly List<Protection> _sayable = [];
    private readonly List<string> _unsaid = [];
    private readonly Dictionary<string, int> _forbidden = new(StringComparer.OrdinalIgnoreCase);

    private Protections()
    {
    }

    /// <summary>
    /// The protections that IAM can express, the most important first: the guards' keys, <c>DoNotDelete</c> and its other spellings, the
    /// other excluded tags, the included tags, the keys of the guards behind awsTags. A fence without room leaves out from the end.
    /// </summary>
    public IReadOnlyList<Protection> Expressible => _sayable;

    /// <summary>
    /// The names of those that IAM cannot express: wildcards in keys, unusual spellings, characters beyond Latin-1, policy variables.
    /// </summary>
    public IReadOnlyList<string> Inexpressible => _unsaid;

    /// <summary>Collects the protections by tags of a plan.</summary>
    /// <param name="plan">The plan's inputs.</param>
    /// <param name="guards">All guards; the skipped ones protect nothing.</param>
    public static Protections Of(PlanInputs plan, IReadOnlyList<Guard> guards)
    {
        var all = new Protections();
        var later = guards.SkipWhile(guard => guard != Core.Guards.Guard.AwsTags).Skip(1).ToList();
        all.Add(guards.Except(later), plan.Safeguards);
        var excluded = plan.Retention.ExcludeTags.Rules.Where(rule => rule.Values.Count > 0).OrderBy(rule => !rule.IsDoNotDelete).ToList();
        foreach (var rules in excluded.SelectMany(Spelled).GroupBy(one => one.Rule.Key, StringComparer.OrdinalIgnoreCase))
            all.Exclude([.. rules]);
        if (excluded.Any(rule => rule.IsDoNotDelete)) all._unsaid.Add(OtherSpellings);
        foreach (var rules in ByKey(plan.Retention.IncludeTags.Rules)) all.Include(rules);
        all.Add(later, plan.Safeguards);
        return all;
    }

    private void Add(IEnumerable<Guard> guards, Safeguards safeguards)
    {
        foreach (var guard in guards)
            foreach (var key in guard.TagKeys.Where(key => safeguards.Asks(guard, key)))
                Guard($"{guard.Name}: {key.Pattern}", key);
    }

    /// <summary>Adds a guard's key. A prefix ends in a wildcard, and IAM cannot name it.</summary>
    private void Guard(string name, ProtectedKey key)
    {
        if (!IamText.CanName(key.Pattern)) _unsaid.Add(name);
        else if (key.Value is null) Add([name], new TagCondition(TagTest.Absent, key.Pattern, []));
        else if (IamText.CanSay(key.Value)) Add([name], new TagCondition(TagTest.NoneLike, key.Pattern, [key.Value]));
        else _unsaid.Add(name);
    }

    /// <summary>Adds an exclusion with as many of its values as IAM can express: each refuses something by itself.</summary>
    private void Exclude(IReadOnlyList<(string Name, TagRule Rule)> rules)
    {
        var (key, values) = (rules[0].Rule.Key, Values(rules.Select(one => one.Rule)));
        ImmutableArray<string> names = [.. rules.Select(one => one.Name)];
        ImmutableArray<string> sayable = [.. values.Where(IamText.CanSay)];
        if (!IamText.CanName(key)) _unsaid.AddRange(names);
        else if (values.Any(IsAny)) Add(names, new TagCondition(TagTest.Absent, key, []));
        else if (_forbidden.ContainsKey(key)) Add(names, new TagCondition(TagTest.NoneLike, key, sayable));
        else
        {
            if (!sayable.IsEmpty) Add(names, new TagCondition(TagTest.NoneLike, key, sayable));
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

        void Require(TagCondition condition) => _sayable.Add(new Protection(names, condition) { Looser = merged });
    }

    /// <summary>Adds a condition. A key that must be absent needs no condition on its values.</summary>
    private void Add(ImmutableArray<string> names, TagCondition condition)
    {
        if (condition.Test is TagTest.Absent or TagTest.NoneLike && _forbidden.TryGetValue(condition.Key, out var same))
        {
            _sayable[same] = _sayable[same] with { Names = [.. _sayable[same].Names, .. names] };
            return;
        }

        if (condition.Test is TagTest.Absent) _forbidden.Add(condition.Key, _sayable.Count);
        _sayable.Add(new Protection(names, condition));
    }

    private static IEnumerable<IReadOnlyList<TagRule>> ByKey(IEnumerable<TagRule> rules) =>
        rules.GroupBy(rule => rule.Key, StringComparer.OrdinalIgnoreCase).Select(group => group.ToList());

    /// <summary>An excluded rule under each key that IAM can name it by, with the name of each.</summary>
    private static IEnumerable<(string Name, TagRule Rule)> Spelled(TagRule rule)
    {
        var name = $"excludeTags.{rule.Key}";
        return rule.IsDoNotDelete
            ? DoNotDeleteKey.Usual.Select(spelling =>
                DoNotDeleteKey.IsName(spelling) ? (name, rule) : ($"{name}: {spelling}", rule with { Key = spelling }))
            : [(name, rule)];
    }

    private static ImmutableArray<string> Names(string setting, IEnumerable<TagRule> rules) =>
        [.. rules.Select(rule => $"{setting}.{rule.Key}")];

    private static ImmutableArray<string> Values(IEnumerable<TagRule> rules) =>
        [.. rules.SelectMany(rule => rule.Values).Select(value => value.Text).Distinct(StringComparer.Ordinal)];

    private static bool IsAny(string pattern) => pattern.Length > 0 && !pattern.AsSpan().ContainsAnyExcept('*');
}
