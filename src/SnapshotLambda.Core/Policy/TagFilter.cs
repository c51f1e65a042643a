using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SnapshotLambda.Core;

/// <summary>
/// Tag keys and the values they are looked for with, in the order they were written. What a snapshot costs does not grow with the
/// number of keys.
/// </summary>
internal sealed class TagFilter
{
    private readonly FrozenDictionary<string, TagValues[]> _withCase;
    private readonly FrozenDictionary<string, TagValues[]> _withoutCase;

    /// <summary>A filter of these rules.</summary>
    public TagFilter(IEnumerable<TagRule> rules)
    {
        Rules = [.. rules];
        var values = Rules.Select(rule => (rule.Key, Values: new TagValues(rule))).ToList();
        _withCase = ByKey(StringComparer.Ordinal);
        _withoutCase = ByKey(StringComparer.OrdinalIgnoreCase);

        FrozenDictionary<string, TagValues[]> ByKey(StringComparer keys) =>
            values.GroupBy(one => one.Key, one => one.Values, keys).ToFrozenDictionary(key => key.Key, key => key.ToArray(), keys);
    }

    /// <summary>No rule: every snapshot is in scope, and none is excluded.</summary>
    public static TagFilter Empty { get; } = new([]);

    /// <summary>The tag that keeps a snapshot whatever its value, unless a policy lifts it by name.</summary>
    public static TagRule DoNotDelete { get; } = new("DoNotDelete", [WildcardPattern.Any]);

    /// <summary>The rules, in order.</summary>
    public ImmutableArray<TagRule> Rules { get; }

    /// <summary>
    /// As a scope: whether every key is there with a matching value. Keys compare exactly, as EC2's own filters do.
    /// An empty filter matches every snapshot.
    /// </summary>
    public bool MatchesAll(IReadOnlyList<Tag> tags)
    {
        // Every key takes a tag of its own.
        if (_withCase.Count > tags.Count) return false;
        foreach (var (key, rules) in _withCase)
            foreach (var values in rules)
                if (!IsAmong(tags, key, values))
                    return false;
        return true;
    }

    /// <summary>
    /// As an exclusion: whether any key is there with a matching value. Keys compare without case, as IAM's
    /// <c>aws:ResourceTag</c> does: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
    /// An empty filter excludes nothing.
    /// </summary>
    public bool MatchesAny(IReadOnlyList<Tag> tags)
    {
        for (var t = 0; t < tags.Count; t++)
        {
            if (!_withoutCase.TryGetValue(tags[t].Key, out var rules)) continue;
            foreach (var values in rules)
                if (values.Match(tags[t].Value))
                    return true;
        }

        return false;
    }

    private static bool IsAmong(IReadOnlyList<Tag> tags, string key, TagValues values)
    {
        for (var t = 0; t < tags.Count; t++)
            if (string.Equals(tags[t].Key, key, StringComparison.Ordinal) && values.Match(tags[t].Value))
                return true;
        return false;
    }
}
