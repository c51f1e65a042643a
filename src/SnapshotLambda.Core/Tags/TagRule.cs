using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Core.Tags;

/// <summary>One key of a <see cref="TagFilter"/> and the values it is looked for with.</summary>
/// <param name="Key">The tag's key. In an exclusion it may have wildcards, and <c>DoNotDelete</c> stands for all its spellings; in a scope it is a key, literally.</param>
/// <param name="Values">What its value may be; one match is enough, and an empty list matches nothing.</param>
internal sealed record TagRule(string Key, IReadOnlyList<WildcardPattern> Values)
{
    /// <summary>The key as a pattern.</summary>
    public WildcardPattern KeyPattern => new(Key);

    /// <summary>Whether it is <c>DoNotDelete</c>, which as an exclusion stands for all spellings of that.</summary>
    public bool IsDoNotDelete => DoNotDeleteKey.IsName(Key);

    /// <summary>As an exclusion: whether a tag's key is meant. Keys compare without case.</summary>
    public bool Means(string key) => IsDoNotDelete ? DoNotDeleteKey.IsSpelling(key) : KeyPattern.Matches(key, ignoreCase: true);

    /// <summary>As an exclusion: whether every key that another means is meant by this too, as far as that is plain to see.</summary>
    public bool MeansAllOf(TagRule other) =>
        KeyPattern.IsAny
        || string.Equals(Key, other.Key, StringComparison.OrdinalIgnoreCase)
        || (!other.IsDoNotDelete && other.KeyPattern.IsLiteral && Means(other.Key));
}
