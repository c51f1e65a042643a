using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>
/// Finds the excluded keys that match no tag of any snapshot and so protect nothing. <c>DoNotDelete</c> waits for the day it is needed, and
/// is never among them. The cost of a snapshot does not grow with the number of literal keys.
/// </summary>
internal sealed class UnusedExclusions
{
    private readonly Dictionary<string, List<TagRule>> _literal = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TagRule> _patterns = [];
    private readonly Dictionary<TagRule, (WildcardPattern Key, TagValues Values)> _ready = new(ReferenceEqualityComparer.Instance);

    private UnusedExclusions(TagFilter exclusions)
    {
        foreach (var rule in exclusions.Rules.Where(rule => !rule.IsDoNotDelete))
        {
            _ready.Add(rule, (rule.KeyPattern, new TagValues(rule)));
            if (!rule.KeyPattern.IsLiteral) _patterns.Add(rule);
            else if (_literal.TryGetValue(rule.Key, out var same)) same.Add(rule);
            else _literal.Add(rule.Key, [rule]);
        }
    }

    /// <summary>The unused keys, in the order they were written.</summary>
    /// <param name="cancellationToken">Ends the search between two snapshots.</param>
    public static IReadOnlyList<string> Of(TagFilter exclusions, IReadOnlyList<Snapshot> snapshots, CancellationToken cancellationToken)
    {
        var unused = new UnusedExclusions(exclusions);
        for (var i = 0; i < snapshots.Count && unused.IsAnyLeft; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var t = 0; t < snapshots[i].Tags.Count; t++) unused.See(snapshots[i].Tags[t]);
        }

        return [.. exclusions.Rules.Where(unused._ready.ContainsKey).Select(rule => rule.Key)];
    }

    private bool IsAnyLeft => _ready.Count > 0;

    private void See(Tag tag)
    {
        if (_literal.TryGetValue(tag.Key, out var rules))
        {
            RemoveUsed(rules, tag);
            if (rules.Count == 0) _literal.Remove(tag.Key);
        }

        RemoveUsed(_patterns, tag);
    }

    /// <summary>Removes the rules that match: a used rule needs no second look.</summary>
    private void RemoveUsed(List<TagRule> rules, Tag tag)
    {
        for (var i = rules.Count - 1; i >= 0; i--)
        {
            var (key, values) = _ready[rules[i]];
            if (!key.Matches(tag.Key, ignoreCase: true) || !values.Match(tag.Value)) continue;
            _ready.Remove(rules[i]);
            rules.RemoveAt(i);
        }
    }
}
