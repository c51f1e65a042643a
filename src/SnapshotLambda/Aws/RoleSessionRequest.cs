using System.Text.RegularExpressions;

namespace SnapshotLambda.Aws;

/// <summary>A request for a session of a role.</summary>
/// <param name="SessionName">The session's name in CloudTrail; see <see cref="NameOf"/>.</param>
/// <param name="ExternalId">The external id that the role's trust policy asks for; null for none.</param>
/// <param name="Policy">The session policy, which can only restrict; null for none.</param>
internal sealed partial record RoleSessionRequest(string RoleArn, string SessionName, string? ExternalId, string? Policy)
{
    private const int LongestName = 64;

    /// <summary>The session name for a run's id: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
    public static string NameOf(string runId)
    {
        var name = Others().Replace(runId, "-");
        return name.Length switch
        {
            < 2 => $"run-{name}",
            > LongestName => name[..LongestName],
            _ => name,
        };
    }

    [GeneratedRegex(@"[^\w+=,.@-]", RegexOptions.ECMAScript)]
    private static partial Regex Others();
}
