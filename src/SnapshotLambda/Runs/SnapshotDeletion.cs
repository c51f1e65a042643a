using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Runs;

/// <summary>
/// Deletes one snapshot: up to five attempts against throttles and passing faults, each at its turn, with exponential
/// backoff and full jitter. It never throws but for a bug; whatever happens is an outcome.
/// </summary>
internal sealed class SnapshotDeletion(IEc2 ec2, TokenBucket pace, Deadline deadline, TimeProvider time, Random random, RegionLog log)
{
    /// <summary>Deletes a snapshot whose first attempt already has its turn.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<AttemptedDeletion> DeleteAsync(Snapshot snapshot, CancellationToken callsInFlight)
    {
        var mayBeDone = false;
        for (var attempt = 1; ; attempt++)
        {
            var error = await TryAsync(snapshot.Id, callsInFlight);
            if (error is null) return new AttemptedDeletion(Deletion.Deleted(snapshot));
            if (error.Class is ErrorClass.Throttled or ErrorClass.Transient)
            {
                mayBeDone |= error.Class is ErrorClass.Transient;
                if (error.Class is ErrorClass.Throttled) log.Throttled();
                if (attempt < Backoff.Attempts && await NextTurnAsync(attempt, callsInFlight)) continue;
                return new AttemptedDeletion(
                    mayBeDone ? Deletion.Failed(snapshot, error, attempt) : Deletion.NotAttempted(snapshot),
                    error);
            }

            if (attempt > 1 && error.Class is ErrorClass.AlreadyGone or ErrorClass.Denied && await IsGoneAsync(snapshot.Id, callsInFlight))
                return new AttemptedDeletion(Deletion.Deleted(snapshot));
            return new AttemptedDeletion(OutcomeOf(snapshot, error, attempt), error);
        }
    }

    private static Deletion OutcomeOf(Snapshot snapshot, AwsError error, int attempt) =>
        error.Class is ErrorClass.AlreadyGone ? Deletion.AlreadyGone(snapshot)
        : ProtectedByEc2.Because(error.Class) is { } reason ? Deletion.Kept(snapshot, reason)
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
            return new AwsError(ErrorClass.Transient, "Deadline", "No reply came before Lambda's time limit; a next run looks again.", RequestId: null, StatusCode: 0);
        }
    }

    private async Task<bool> NextTurnAsync(int attempt, CancellationToken callsInFlight)
    {
        var delay = Backoff.Delay(attempt, random);
        if (delay > deadline.Left) return false;
        try
        {
            await Task.Delay(delay, time, callsInFlight);
            return await pace.TakeAsync(deadline.Left);
        }
        catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>An attempt whose reply was lost may have done its work: what then is no longer listed, it deleted.</summary>
    private async Task<bool> IsGoneAsync(string snapshotId, CancellationToken callsInFlight)
    {
        try
        {
            return !await ec2.SnapshotExistsAsync(snapshotId, callsInFlight);
        }
        catch (Exception exception) when (exception is AwsCallException or OperationCanceledException)
        {
            return false;
        }
    }
}
