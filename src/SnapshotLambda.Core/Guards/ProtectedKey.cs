namespace SnapshotLambda.Core.Guards;

/// <summary>
/// A tag key by which a snapshot is known to be someone else's business. Keys compare without case, as IAM's
/// <c>aws:ResourceTag</c> does: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
/// </summary>
/// <param name="Pattern">A key, literally; or what keys begin with, followed by one <c>*</c>. IAM's conditions can name only the former.</param>
internal sealed record ProtectedKey(string Pattern)
{
    /// <summary>Whether it stands for every key that begins so.</summary>
    public bool IsPrefix => Pattern.EndsWith('*');

    /// <summary>Whether a tag with this key is meant.</summary>
    public bool Matches(string key) => IsPrefix
        ? key.AsSpan().StartsWith(Pattern.AsSpan(0, Pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
        : string.Equals(key, Pattern, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
