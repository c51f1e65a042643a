namespace SnapshotLambda.Core.Fencing;

/// <summary>The texts that a session policy can contain literally, whatever people put into their tags.</summary>
internal static class IamText
{
    /// <summary>
    /// True if a policy can contain the text: STS takes Latin-1 alone, and <c>${</c> begins a policy variable.
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    /// </summary>
    public static bool CanSay(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '\u00FF') && !text.Contains("${", StringComparison.Ordinal);

    /// <summary>
    /// True if a condition can name the tag's key: within a condition key, wildcards neither work nor stand for themselves.
    /// </summary>
    public static bool CanName(string key) => CanSay(key) && !key.AsSpan().ContainsAny('*', '?');
}
