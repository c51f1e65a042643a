using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>
/// Which keys of an exclusion match no tag of any snapshot, so that they protect nothing. <c>DoNotDelete</c> is there for the day that it is
/// needed, and is not among them. What a snapshot costs does not grow with the number of keys without wildcards.
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

    /// <summary>The keys, in the order in which they were written.</summary>
    /// <param name="exclusions">The exclusion.</param>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="cancellationToken">Ends it between two snapshots.</param>
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

    /// <summary>What matches is used, and need not be looked at again.</summary>
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
