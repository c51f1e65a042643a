namespace SnapshotLambda.Core.Fencing;

/// <summary>What a session policy can say literally, whatever people put into their tags.</summary>
internal static class IamText
{
    /// <summary>
    /// Whether a text can stand in it: STS takes Latin-1 alone, and <c>${</c> begins a policy variable.
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    /// </summary>
    public static bool CanSay(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '\u00FF') && !text.Contains("${", StringComparison.Ordinal);

    /// <summary>Whether a tag's key can stand in it: as part of a condition key it knows no wildcards, and no literal ones either.</summary>
    public static bool CanName(string key) => CanSay(key) && !key.AsSpan().ContainsAny('*', '?');
}
