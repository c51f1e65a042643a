using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>A key of a <see cref="TagFilter"/> with the values to match.</summary>
/// <param name="Key">
/// The tag's key. An exclusion's key may have wildcards, and <c>DoNotDelete</c> stands for all its spellings; a scope's key is literal.
/// </param>
/// <param name="Values">The patterns of its value: one match is enough, and an empty list matches nothing.</param>
internal sealed record TagRule(string Key, IReadOnlyList<WildcardPattern> Values)
{
    /// <summary>The key as a pattern.</summary>
    public WildcardPattern KeyPattern => new(Key);

    /// <summary>True if the key is <c>DoNotDelete</c>, which in an exclusion stands for all its spellings.</summary>
    public bool IsDoNotDelete => DoNotDeleteKey.IsName(Key);

    /// <summary>For an exclusion: true if it matches this tag key. Keys compare without case.</summary>
    public bool Means(string key) => IsDoNotDelete ? DoNotDeleteKey.IsSpelling(key) : KeyPattern.Matches(key, ignoreCase: true);

    /// <summary>For an exclusion: true if it evidently matches every key that another rule matches.</summary>
    public bool MeansAllOf(TagRule other) =>
        KeyPattern.IsAny
        || string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase)
        || (!other.IsDoNotDelete && other.KeyPattern.IsLiteral && Means(other.Key));
}
