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

    /// <summary>The snapshot that was deleted and found there last; null if none was.</summary>
    public RecycleBinEntry? Found { get; private set; }

    /// <summary>
    /// The cause to stop the region; null if the snapshot is there. The bin may lag, so the look-up goes on for 15 seconds.
    /// </summary>
    public async Task<EarlyStop?> LookUpAsync(DeleteAttempt attempt, CancellationToken callsInFlight)
    {
        var id = attempt.Outcome.Snapshot.Id;
        try
        {
            var binned = await FindAsync(id, callsInFlight);
            return binned is not null || await WithstoodAnEarlierRunAsync(attempt, callsInFlight)
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
    /// Whether what was deleted can be taken back, by a look for one of them; <see cref="UndoState.Unknown"/> where that could not be asked.
    /// </summary>
    /// <param name="snapshotId">A snapshot that was deleted.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<UndoState> TellAsync(string snapshotId, CancellationToken callsInFlight)
    {
        try
        {
            return await FindAsync(snapshotId, callsInFlight) is null ? UndoState.NotInBin : UndoState.InBin;
        }
        catch (Exception)
        {
            // Whatever it is: the deletions are done, and an exception here would lose the record of them.
            return UndoState.Unknown;
        }
    }

    private async Task<RecycleBinEntry?> FindAsync(string id, CancellationToken callsInFlight)
    {
        RecycleBinEntry? binned;
        for (var look = 1; ; look++)
        {
            binned = await ec2.FindBinnedAsync(id, callsInFlight);
            if (binned is not null || look == Looks) break;
            await Task.Delay(Backoff.Bound(look), time, callsInFlight);
        }

        Found = binned ?? Found;
        log.RecycleBinChecked(id, binned is not null);
        return binned;
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
