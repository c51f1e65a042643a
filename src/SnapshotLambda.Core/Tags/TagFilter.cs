using System.Collections.Frozen;
using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>
/// Tag keys with the values to match, in the order they were written. The cost of a snapshot does not grow with the number of keys, except
/// for the few excluded keys with wildcards.
/// </summary>
internal sealed class TagFilter
{
    private readonly FrozenDictionary<string, TagValues[]> _withCase;
    private readonly FrozenDictionary<string, TagValues[]> _withoutCase;
    private readonly (WildcardPattern Key, TagValues Values)[] _byPattern;
    private readonly TagValues[] _doNotDelete;

    /// <summary>Creates a filter of these rules.</summary>
    public TagFilter(IEnumerable<TagRule> rules)
    {
        Rules = [.. rules];
        var all = Rules.Select(rule => (Rule: rule, Values: new TagValues(rule))).ToList();
        _withCase = ByKey(all, StringComparer.Ordinal);
        _withoutCase = ByKey(all.Where(one => one.Rule.KeyPattern.IsLiteral && !one.Rule.IsDoNotDelete), StringComparer.OrdinalIgnoreCase);
        _byPattern = [.. all.Where(one => !one.Rule.KeyPattern.IsLiteral).Select(one => (one.Rule.KeyPattern, one.Values))];
        _doNotDelete = [.. all.Where(one => one.Rule.IsDoNotDelete).Select(one => one.Values)];
    }

    /// <summary>The filter without a rule: every snapshot is in scope, and none is excluded.</summary>
    public static TagFilter Empty { get; } = new([]);

    /// <summary>The tag that keeps a snapshot whatever its value and spelling, unless the settings lift it by name.</summary>
    public static TagRule DoNotDelete { get; } = new(DoNotDeleteKey.Name, [WildcardPattern.Any]);

    /// <summary>The rules, in order.</summary>
    public ImmutableArray<TagRule> Rules { get; }

    /// <summary>
    /// For a scope: true if each key has a matching value. Keys compare exactly, as in EC2's own filters, and have no wildcards. An empty
    /// filter matches every snapshot.
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
    /// For an exclusion: true if any key has a matching value. Keys may have wildcards, and compare without case, as in IAM's
    /// <c>aws:ResourceTag</c>:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag An empty filter
    /// excludes nothing.
    /// </summary>
    public bool MatchesAny(IReadOnlyList<Tag> tags)
    {
        for (var t = 0; t < tags.Count; t++)
        {
            var (key, value) = tags[t];
            if (_withoutCase.TryGetValue(key, out var rules) && IsAnyOf(rules, value)) return true;
            if (_doNotDelete.Length > 0 && DoNotDeleteKey.IsSpelling(key) && IsAnyOf(_doNotDelete, value)) return true;
            foreach (var (pattern, values) in _byPattern)
                if (pattern.Matches(key, ignoreCase: true) && values.Match(value))
                    return true;
        }

        return false;
    }

    private static bool IsAnyOf(TagValues[] rules, string value)
    {
        foreach (var values in rules)
            if (values.Match(value))
                return true;
        return false;
    }

    private static bool IsAmong(IReadOnlyList<Tag> tags, string key, TagValues values)
    {
        for (var t = 0; t < tags.Count; t++)
            if (tags[t].Key == key && values.Match(tags[t].Value))
                return true;
        return false;
    }

    private static FrozenDictionary<string, TagValues[]> ByKey(IEnumerable<(TagRule Rule, TagValues Values)> rules, StringComparer keys) =>
        rules.GroupBy(one => one.Rule.Key, one => one.Values, keys).ToFrozenDictionary(key => key.Key, key => key.ToArray(), keys);
}
