using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;

namespace SnapshotLambda.Execution;

/// <summary>
/// Deletes one snapshot, again where that can help (<see cref="RetryingCall"/>). An error is an outcome; nothing but a bug is thrown. The
/// snapshot's sharing is asked first where the plan did not, or too long ago, so that nothing is deleted that someone else may use.
/// </summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="sharing">Asks with whom a snapshot is shared; null where that guard is skipped.</param>
/// <param name="call">Makes the deletions, each at its turn.</param>
internal sealed class SnapshotDeleter(IEc2Deletions ec2, SharingCheck? sharing, RetryingCall call)
{
    /// <summary>
    /// Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter, as a lock is.
    /// </summary>
    public bool IsFenced { get; init; }

    /// <summary>Deletes a snapshot.</summary>
    /// <param name="snapshot">The candidate, as it was planned.</param>
    /// <param name="turn">The turn of its first attempt.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<DeleteAttempt> DeleteAsync(Snapshot snapshot, Turn turn, CancellationToken callsInFlight)
    {
        if (await WhyNotAsync(snapshot, callsInFlight) is { } stays) return stays;
        var mayBeDone = false;
        var (error, attempts, isLate) = await call.TryAsync(cancel => TryAsync(snapshot.Id, cancel), callsInFlight, turn);
        if (error is null && !isLate) return new DeleteAttempt(SnapshotOutcome.Deleted(snapshot));
        if (mayBeDone && callsInFlight.IsCancellationRequested) error = GivenUp;
        if (error is null) return Late(snapshot);

        // What EC2 itself protects is there. A policy may deny a snapshot only since it is gone, and its tags with it.
        if (!mayBeDone || ProtectedByEc2.Because(error.Class) is not null)
            return new DeleteAttempt(OutcomeOf(snapshot, error, attempts, isLate), error) { IsLate = isLate };
        return await IsThereAsync(snapshot.Id, callsInFlight) switch
        {
            // Listings lag behind deletions, so this is no proof; nor may it be called kept.
            true when error.Class is not ErrorClass.Denied => Unsure(OutcomeOf(snapshot, error, attempts, isLate)),
            false => new DeleteAttempt(SnapshotOutcome.Deleted(snapshot)),
            true or null => Unsure(SnapshotOutcome.Failed(snapshot, error, attempts)),
        };

        DeleteAttempt Unsure(SnapshotOutcome outcome) => new(outcome, error) { MayBeDone = true, IsLate = isLate };

        async Task TryAsync(string snapshotId, CancellationToken cancellationToken)
        {
            try
            {
                await ec2.DeleteSnapshotAsync(snapshotId, cancellationToken);
            }
            catch (AwsCallException exception) when (mayBeDone && exception.Error.Class is ErrorClass.AlreadyGone)
            {
                // An earlier attempt did it, whose reply was lost.
            }
            catch (AwsCallException exception)
            {
                mayBeDone |= exception.Error.MayHaveHadEffect;
                throw;
            }
            catch (UnansweredException)
            {
                mayBeDone = true;
                throw;
            }
        }
    }

    private static AwsError GivenUp =>
        new(
            ErrorClass.Transient,
            FaultCode.Timeout,
            "No reply came before Lambda's time limit; a next run looks again.",
            RequestId: null,
            StatusCode: 0);

    /// <summary>The attempt's end where the snapshot is shared, or that could not be asked; null where it may be deleted.</summary>
    private async Task<DeleteAttempt?> WhyNotAsync(Snapshot snapshot, CancellationToken callsInFlight)
    {
        try
        {
            return sharing is null || sharing.HasCleared(snapshot) || !await sharing.IsSharedAsync(snapshot.Id, callsInFlight)
                ? null
                : DeleteAttempt.Unsent(SnapshotOutcome.Kept(snapshot, Reason.SharedWithOthers));
        }
        catch (AwsCallException exception)
        {
            return DeleteAttempt.Unsent(
                exception.Error.ConcernsNoSnapshot
                    ? SnapshotOutcome.NotAttempted(snapshot)
                    : SnapshotOutcome.Failed(snapshot, exception.Error, exception.Attempts),
                exception.Error);
        }
        catch (Exception exception) when (
            exception is DeadlineException || (exception is OperationCanceledException && callsInFlight.IsCancellationRequested))
        {
            return Late(snapshot);
        }
    }

    private static DeleteAttempt Late(Snapshot snapshot) =>
        DeleteAttempt.Unsent(SnapshotOutcome.NotAttempted(snapshot)) with { IsLate = true };

    private SnapshotOutcome OutcomeOf(Snapshot snapshot, AwsError error, int attempts, bool isLate) =>
        error.Class is ErrorClass.AlreadyGone ? SnapshotOutcome.AlreadyGone(snapshot)
        : ProtectedByEc2.Because(error.Class) is { } reason ? SnapshotOutcome.Kept(snapshot, reason)
        : IsFenced && error.IsDeniedByPolicy ? SnapshotOutcome.Kept(snapshot, Reason.DeniedByPolicy)
        : isLate || error.ConcernsNoSnapshot ? SnapshotOutcome.NotAttempted(snapshot)
        : SnapshotOutcome.Failed(snapshot, error, attempts);

    /// <summary>
    /// Whether the snapshot is still listed, which tells of an attempt whose reply was lost. Null where that cannot be told either.
    /// </summary>
    private async Task<bool?> IsThereAsync(string snapshotId, CancellationToken callsInFlight)
    {
        try
        {
            return (await ec2.FindSnapshotsAsync([snapshotId], callsInFlight)).Count > 0;
        }
        catch (Exception exception) when (exception is AwsCallException or DeadlineException or OperationCanceledException)
        {
            return null;
        }
    }
}
