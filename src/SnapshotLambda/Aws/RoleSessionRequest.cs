using System.Text.RegularExpressions;

namespace SnapshotLambda.Aws;

/// <summary>A session of a role to ask for.</summary>
/// <param name="RoleArn">The role.</param>
/// <param name="SessionName">What CloudTrail shows; see <see cref="NameOf"/>.</param>
/// <param name="ExternalId">What the role's trust policy asks for; null for nothing.</param>
/// <param name="Policy">The session's own policy, which only takes away; null takes nothing.</param>
internal sealed partial record RoleSessionRequest(string RoleArn, string SessionName, string? ExternalId, string? Policy)
{
    private const int LongestName = 64;

    /// <summary>A session's name of a run's id: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html</summary>
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
