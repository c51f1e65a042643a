using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace SnapshotLambda.Aws;

/// <summary>Calls STS through the AWS SDK.</summary>
internal sealed class Sts(IAmazonSecurityTokenService client, AwsCall attempt, RetryingCall retrying) : ISts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // The maximum for a role assumed by a role: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
    private const int LongestChainedSession = 3600;

    /// <inheritdoc/>
    public Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken) =>
        retrying.RunAsync(
            cancel => attempt.MakeAsync(
                ct => client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), ct), ReadCaller, Patience, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public Task<TemporaryCredentials> AssumeRoleAsync(RoleSessionRequest role, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.RoleArn,
            RoleSessionName = role.SessionName,
            ExternalId = role.ExternalId,
            Policy = role.Policy,
            DurationSeconds = LongestChainedSession,
        };
        return retrying.RunAsync(
            cancel => attempt.MakeAsync(ct => client.AssumeRoleAsync(request, ct), ReadSession, Patience, cancel), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static CallerIdentity ReadCaller(GetCallerIdentityResponse reply) =>
        string.IsNullOrEmpty(reply.Account) || !CallerIdentity.IsArn(reply.Arn)
            ? throw AwsErrorMapper.Unreadable("The reply does not name the account and the caller's ARN.", reply)
            : new CallerIdentity(reply.Account, reply.Arn);

    // The SDK reads a reply without credentials as a success.
    private static TemporaryCredentials ReadSession(AssumeRoleResponse reply) =>
        reply.Credentials is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0, SessionToken.Length: > 0, Expiration: { } end } given
            ? new TemporaryCredentials(
                given.AccessKeyId, given.SecretAccessKey, given.SessionToken, new DateTimeOffset(end.ToUniversalTime()))
            : throw AwsErrorMapper.Unreadable("The reply has no credentials.", reply);
}
