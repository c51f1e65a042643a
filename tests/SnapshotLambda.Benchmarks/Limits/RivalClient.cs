using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// Someone else in the same account and region who deletes snapshots of their own at an even pace, and does not give way.
/// </summary>
internal sealed class RivalClient(Uri endpoint, TimeProvider time)
{
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Deletes these, so many a second, until it is cancelled; one that is throttled is tried again at once.</summary>
    public async Task DeleteAsync(IEnumerable<string> snapshotIds, double perSecond, CancellationToken cancellationToken)
    {
        var credentials = SandboxServer.CredentialsOf(GeneratedFleet.AccountId);
        var config = new AmazonEC2Config
        {
            ServiceURL = endpoint.AbsoluteUri,
            AuthenticationRegion = LambdaProcess.Region,
            MaxErrorRetry = 0,
        };
        using var ec2 = new AmazonEC2Client(new BasicAWSCredentials(credentials.AccessKeyId, credentials.SecretAccessKey), config);
        try
        {
            using var turns = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond), time);
            foreach (var snapshotId in snapshotIds)
            {
                while (!await IsDeletedAsync(ec2, snapshotId, cancellationToken)) await Task.Delay(Impatience, time, cancellationToken);
                await turns.WaitForNextTickAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // This is how it ends.
        }
    }

    private static async Task<bool> IsDeletedAsync(AmazonEC2Client ec2, string snapshotId, CancellationToken cancellationToken)
    {
        try
        {
            await ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = snapshotId }, cancellationToken);
            return true;
        }
        catch (AmazonEC2Exception refusal) when (refusal.ErrorCode == "RequestLimitExceeded")
        {
            return false;
        }
    }
}
