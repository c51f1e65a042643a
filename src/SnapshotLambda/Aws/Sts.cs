using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace SnapshotLambda.Aws;

/// <summary>STS by the AWS SDK.</summary>
internal sealed class Sts(IAmazonSecurityTokenService client, Attempt attempt, Retry retry) : ISts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public Task<string> GetAccountAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(
            cancel => attempt.MakeAsync(ct => client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), ct), Account, Patience, cancel), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static string Account(GetCallerIdentityResponse reply) =>
        string.IsNullOrEmpty(reply.Account) ? throw Fault.Unreadable("The reply names no account.", reply) : reply.Account;
}
