using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Runs;

/// <summary>
/// Deletes one snapshot: up to five attempts against throttles and passing faults, each at its turn, with exponential
/// backoff and full jitter. It never throws but for a bug; whatever happens is an outcome. What the plan did not ask about
/// is asked about first, so that nothing is deleted that someone else may use.
/// </summary>
internal sealed class SnapshotDeletion(IEc2 ec2, SharingCheck? sharing, TokenBucket pace, Deadline deadline, TimeProvider time, Random random, RegionLog log)
{
    /// <summary>Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter, as a lock is.</summary>
    public bool IsFenced { get; init; }

    /// <summary>Deletes a snapshot whose first attempt already has its turn.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<AttemptedDeletion> DeleteAsync(Snapshot snapshot, CancellationToken callsInFlight)
    {
        if (await WhyNotAsync(snapshot, callsInFlight) is { } stays) return stays;
        if (deadline.IsReached) return Late(snapshot);
        var mayBeDone = false;
        for (var attempt = 1; ; attempt++)
        {
            var error = await TryAsync(snapshot.Id, callsInFlight);
            if (error is null) return new AttemptedDeletion(Deletion.Deleted(snapshot));
            if (error.Class is ErrorClass.Throttled) log.Throttled(pace.GiveWay(), pace.RatePerSecond);
            if (mayBeDone && error.Class is ErrorClass.AlreadyGone) return new AttemptedDeletion(Deletion.Deleted(snapshot));
            mayBeDone |= error.MayHaveHadEffect;
            var isLate = false;
            if (Backoff.Helps(error.Class) && attempt < Backoff.Attempts)
            {
                if (await NextTurnAsync(attempt, callsInFlight)) continue;
                isLate = true;
            }

            // What EC2 itself protects is there. A policy may deny a snapshot only since it is gone, and its tags with it.
            if (!mayBeDone || ProtectedByEc2.Because(error.Class) is not null) return new AttemptedDeletion(OutcomeOf(snapshot, error, attempt, isLate), error) { IsLate = isLate };
            return await IsThereAsync(snapshot.Id, callsInFlight) switch
            {
                // Listings lag behind deletions, so this is no proof; nor may it be called kept.
                true => new AttemptedDeletion(error.Class is ErrorClass.Denied ? Deletion.Failed(snapshot, error, attempt) : OutcomeOf(snapshot, error, attempt, isLate), error) { MayBeDone = true, IsLate = isLate },
                false => new AttemptedDeletion(Deletion.Deleted(snapshot)),
                null => new AttemptedDeletion(Deletion.Failed(snapshot, error, attempt), error) { MayBeDone = true, IsLate = isLate },
            };
        }
    }

    /// <summary>The end of a snapshot that is shared or could not be asked about; null where it may be deleted.</summary>
    private async Task<AttemptedDeletion?> WhyNotAsync(Snapshot snapshot, CancellationToken callsInFlight)
    {
        try
        {
            return sharing is null || sharing.HasCleared(snapshot) || !await sharing.IsSharedAsync(snapshot.Id, callsInFlight)
                ? null
                : AttemptedDeletion.Unsent(Deletion.Kept(snapshot, Reason.SharedWithOthers));
        }
        catch (AwsCallException exception)
        {
            var error = exception.Error;
            return AttemptedDeletion.Unsent(
                error.Class is ErrorClass.Throttled
                    ? Deletion.NotAttempted(snapshot)
                    : Deletion.Failed(snapshot, error, Backoff.Helps(error.Class) ? Backoff.Attempts : 1),
                error);
        }
        catch (Exception exception) when (exception is LateException || (exception is OperationCanceledException && callsInFlight.IsCancellationRequested))
        {
            return Late(snapshot);
        }
    }

    private static AttemptedDeletion Late(Snapshot snapshot) => AttemptedDeletion.Unsent(Deletion.NotAttempted(snapshot)) with { IsLate = true };

    private Deletion OutcomeOf(Snapshot snapshot, AwsError error, int attempt, bool isLate) =>
        error.Class is ErrorClass.AlreadyGone ? Deletion.AlreadyGone(snapshot)
        : ProtectedByEc2.Because(error.Class) is { } reason ? Deletion.Kept(snapshot, reason)
        : IsFenced && error.IsDeniedByPolicy ? Deletion.Kept(snapshot, Reason.DeniedByPolicy)
        : isLate || error.Class is ErrorClass.Throttled ? Deletion.NotAttempted(snapshot)
        : Deletion.Failed(snapshot, error, attempt);

    private async Task<AwsError?> TryAsync(string snapshotId, CancellationToken callsInFlight)
    {
        try
        {
            await ec2.DeleteSnapshotAsync(snapshotId, callsInFlight);
            return null;
        }
        catch (AwsCallException exception)
        {
            return exception.Error;
        }
        catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
        {
            return new AwsError(ErrorClass.Transient, FaultCode.Timeout, "No reply came before Lambda's time limit; a next run looks again.", RequestId: null, StatusCode: 0);
        }
    }

    private async Task<bool> NextTurnAsync(int attempt, CancellationToken callsInFlight)
    {
        var delay = Backoff.Delay(attempt, random);
        if (delay > deadline.Left) return false;
        try
        {
            await Task.Delay(delay, time, callsInFlight);
            return !deadline.IsReached && await pace.TakeAsync(deadline.Left);
        }
        catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// An attempt whose reply was lost may have done its work: whether the snapshot is still listed tells. Null where
    /// that cannot be told either.
    /// </summary>
    private async Task<bool?> IsThereAsync(string snapshotId, CancellationToken callsInFlight)
    {
        if (deadline.IsReached) return null;
        try
        {
            return await ec2.SnapshotExistsAsync(snapshotId, callsInFlight);
        }
        catch (Exception exception) when (exception is AwsCallException or OperationCanceledException)
        {
            return null;
        }
    }
}
