using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Execution;

/// <summary>
/// Looks a deleted snapshot up in the Recycle Bin. EC2 answers a deletion alike whether the snapshot is kept there or gone for good:
/// https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-factors.html
/// </summary>
internal sealed class RecycleBinCheck(IEc2Deletions ec2, TimeProvider time, RegionLog log)
{
    private const int Looks = 5;

    /// <summary>Whether a snapshot that this run deleted was found there.</summary>
    public bool HasFound { get; private set; }

    /// <summary>
    /// The cause to stop the region; null if the snapshot is there. The bin may lag, so the look-up goes on for 15 seconds.
    /// </summary>
    public async Task<EarlyStop?> LookUpAsync(DeleteAttempt attempt, CancellationToken callsInFlight)
    {
        var id = attempt.Outcome.Snapshot.Id;
        var isThere = false;
        try
        {
            for (var look = 1; ; look++)
            {
                isThere = await ec2.IsInRecycleBinAsync(id, callsInFlight);
                if (isThere || look == Looks) break;
                await Task.Delay(Backoff.Bound(look), time, callsInFlight);
            }

            HasFound |= isThere;
            log.RecycleBinChecked(id, isThere);
            return isThere || await WithstoodAnEarlierRunAsync(attempt, callsInFlight)
                ? null
                : EarlyStop.NotInRecycleBin(id, isCertain: !attempt.MayBeDone);
        }
        catch (AwsCallException exception)
        {
            return EarlyStop.RecycleBinUnreadable(id, isCertain: !attempt.MayBeDone, exception.Error);
        }
        catch (DeadlineException)
        {
            return EarlyStop.RecycleBinUnchecked(id);
        }
        catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
        {
            return EarlyStop.RecycleBinUnchecked(id);
        }
    }

    /// <summary>
    /// Whether the snapshot is still listed after a lost reply, and was in an earlier run too, which left its tag on it. Then EC2 never
    /// answers about this one, and it must not hold the others up every night.
    /// </summary>
    private async Task<bool> WithstoodAnEarlierRunAsync(DeleteAttempt attempt, CancellationToken callsInFlight)
    {
        var snapshot = attempt.Outcome.Snapshot;
        return attempt.MayBeDone
            && snapshot.Tags.Any(tag => tag.Key == OwnTags.Retired)
            && (await ec2.FindSnapshotsAsync([snapshot.Id], callsInFlight)).Count > 0;
    }
}
