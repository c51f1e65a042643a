using System.Text.RegularExpressions;

namespace SnapshotLambda.Core.Errors;

/// <summary>Reads from EC2's error texts what its error codes do not tell apart.</summary>
internal static partial class ErrorText
{
    /// <summary>
    /// Who uses a snapshot that EC2 calls in use. EC2 defines the code for AMIs, which its text names by id; with fast restore
    /// the same code has another text. A text that names nobody counts as the code's definition has it.
    /// </summary>
    public static ErrorClass InUseClass(string text)
    {
        if (ImageId().IsMatch(text)) return ErrorClass.UsedByImage;
        if (FastRestore().IsMatch(text)) return ErrorClass.FastRestoreEnabled;
        return NamesLock(text) ? ErrorClass.Locked : ErrorClass.UsedByImage;
    }

    /// <summary>
    /// Whether the text names a lock as a word of its own: <c>blocked</c> and <c>unlocked</c> do not count. No document says which
    /// code EC2 sends for a locked snapshot: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
    /// </summary>
    public static bool NamesLock(string text) => Lock().IsMatch(text);

    /// <summary>Whether EC2 leaves the snapshot to AWS Backup; its code for that is the general <c>InvalidParameterValue</c>.</summary>
    public static bool NamesBackup(string text) => text.Contains("managed by the AWS Backup service", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether AWS names the session's policy as what denies a call. It names one policy alone, and encodes the rest:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
    /// </summary>
    public static bool NamesSessionPolicy(string text) =>
        text.Contains("because no session policy allows", StringComparison.OrdinalIgnoreCase)
        || text.Contains("with an explicit deny in a session policy", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bami-[0-9a-f]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ImageId();

    [GeneratedRegex(@"\bfast[\s-]*(snapshot[\s-]*)?restor", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FastRestore();

    [GeneratedRegex("(?<![a-z])lock(s|ed|ing)?(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lock();
}
