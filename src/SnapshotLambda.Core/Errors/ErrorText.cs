using System.Text.RegularExpressions;

namespace SnapshotLambda.Core.Errors;

/// <summary>Tells EC2's errors apart by their texts, where several share one error code.</summary>
internal static partial class ErrorText
{
    /// <summary>
    /// The class of an error that calls a snapshot in use. EC2 defines the code for AMIs, which its text names by id; with fast restore the
    /// same code has another text. A text that names neither counts as an AMI's.
    /// </summary>
    public static ErrorClass InUseClass(string text)
    {
        if (ImageId().IsMatch(text)) return ErrorClass.UsedByImage;
        if (FastRestore().IsMatch(text)) return ErrorClass.FastRestoreEnabled;
        return NamesLock(text) ? ErrorClass.Locked : ErrorClass.UsedByImage;
    }

    /// <summary>
    /// True if the text has "lock" as a word of its own: <c>blocked</c> and <c>unlocked</c> do not count. AWS does not document the code
    /// that EC2 sends for a locked snapshot: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
    /// </summary>
    public static bool NamesLock(string text) => Lock().IsMatch(text);

    /// <summary>True if EC2 leaves the snapshot to AWS Backup; its code for that is the general <c>InvalidParameterValue</c>.</summary>
    public static bool NamesBackup(string text) => text.Contains("managed by the AWS Backup service", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// True if AWS names the session policy as the one that denies a call. AWS names one policy alone, and encodes the rest:
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
