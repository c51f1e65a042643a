using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Guards;

/// <summary>
/// A tag key that marks a snapshot as managed by someone else. Keys compare without case, as in IAM's <c>aws:ResourceTag</c>:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
/// </summary>
/// <param name="Pattern">A literal key, or a prefix followed by one <c>*</c>. IAM's conditions can name only a literal key.</param>
internal sealed record ProtectedKey(string Pattern)
{
    /// <summary>The only value with which the key counts, compared exactly; null for any value.</summary>
    public string? Value { get; init; }

    /// <summary>True if it stands for every key with this prefix.</summary>
    public bool IsPrefix => Pattern.EndsWith('*');

    /// <summary>True if a tag has the key, and the value where one is asked for.</summary>
    public bool Matches(Tag tag) => MatchesKey(tag.Key) && (Value is null || tag.Value == Value);

    /// <inheritdoc/>
    public override string ToString() => Value is null ? Pattern : $"{Pattern}={Value}";

    private bool MatchesKey(string key) => IsPrefix
        ? key.AsSpan().StartsWith(Pattern.AsSpan(0, Pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
        : string.Equals(key, Pattern, StringComparison.OrdinalIgnoreCase);
}
