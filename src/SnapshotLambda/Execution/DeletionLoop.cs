using System.Threading.Channels;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Execution;

/// <summary>
/// Deletes a region's candidates, oldest first, at EC2's pace, with enough calls in flight to hide their latency. One bad
/// snapshot stops nothing; an error that every call would meet stops the region. The cap counts deletions done, and those
/// that may be, so what cannot be deleted never uses up the turn of those behind it.
/// </summary>
internal sealed class DeletionLoop(
    SnapshotDeleter deleter,
    LookAhead lookAhead,
    RecycleBinTagging recycleBin,
    DenialProbe probe,
    AdaptiveRateLimiter rate,
    Deadline deadline,
    RegionLog log)
{
    private const int CallsInFlight = 64;

    private readonly Channel<(int Index, DeleteAttempt Attempt)> _finished = Channel.CreateUnbounded<(int, DeleteAttempt)>();
    private readonly DeletionBreaker _breaker = new();
    private int _inFlight;

    /// <summary>Whether EC2 was seen, before the loop, to let at least one of the candidates be deleted.</summary>
    public bool OneWasLet { get; init; }

    /// <summary>
    /// One outcome for each candidate that is held, in their order, the counts of the others, and the cause of an early end.
    /// </summary>
    /// <param name="candidates">The candidates that are held, oldest first.</param>
    /// <param name="count">The number of candidates, those included that are not held.</param>
    /// <param name="cap">The most deletions to do.</param>
    public async Task<(IReadOnlyList<SnapshotOutcome> Outcomes, NotHeld NotHeld, EarlyStop? Stop)> RunAsync(
        IReadOnlyList<Snapshot> candidates, int count, int cap)
    {
        using var callsInFlight = deadline.CancelCallsInFlight();
        var outcomes = new SnapshotOutcome[candidates.Count];
        var next = 0;
        try
        {
            while (true)
            {
                while (next < candidates.Count && MayStart(cap) && await StartAsync(candidates, next, cap, outcomes, callsInFlight.Token))
                    next++;
                if (!_breaker.AreOver) _breaker.Stop = EarlyStop.Worse(lookAhead.Stop, recycleBin.Stop);
                if (_inFlight == 0 && (_breaker.AreOver || next == candidates.Count || _breaker.Spent >= cap)) break;
                if (_inFlight > 0) Take(await _finished.Reader.ReadAsync(CancellationToken.None), outcomes);
                if (_breaker.AreInDoubt) _breaker.Resolve(await probe.AskAsync([.. candidates.Skip(next)], callsInFlight.Token));
            }
        }
        catch (Exception bug)
        {
            // What was deleted must be told all the same.
            log.Unexpected(bug);
            _breaker.Stop = EarlyStop.Systemic(bug is OutOfMemoryException ? FaultCode.OutOfMemory : bug.GetType().Name);
            while (_inFlight > 0) Take(await _finished.Reader.ReadAsync(CancellationToken.None), outcomes);
        }

        if (count > candidates.Count && next == candidates.Count && !_breaker.AreOver && _breaker.Spent < cap)
            _breaker.Stop = EarlyStop.Memory;
        var stop = _breaker.End(OneWasLet);
        var notAttempted = _breaker.AreOver ? Math.Clamp(cap - _breaker.Spent, 0, count - next) : 0;
        for (var i = next; i < candidates.Count; i++)
            outcomes[i] = i - next < notAttempted
                ? SnapshotOutcome.NotAttempted(candidates[i])
                : SnapshotOutcome.Kept(candidates[i], Reason.OverCap);
        var notHeld = count - candidates.Count;
        var notAttemptedNotHeld = Math.Max(0, notAttempted - (candidates.Count - next));
        return (outcomes, new NotHeld(notAttemptedNotHeld, notHeld - notAttemptedNotHeld), stop);
    }

    /// <summary>
    /// Whether another deletion may start now. Calls go one at a time until a reply shows that deletions are permitted, and where they end.
    /// </summary>
    private bool MayStart(int cap) =>
        !_breaker.AreOver
        && !_breaker.AreInDoubt
        && !recycleBin.IsLookingUp
        && _breaker.Spent + _inFlight < cap
        && _inFlight < (_breaker.AreProven ? CallsInFlight : 1);

    /// <summary>
    /// Starts a deletion, or finishes the candidate with another outcome. False where it has no outcome yet, and will have none.
    /// </summary>
    private async Task<bool> StartAsync(
        IReadOnlyList<Snapshot> candidates, int index, int cap, SnapshotOutcome[] outcomes, CancellationToken callsInFlight)
    {
        var room = cap - _breaker.Spent - _inFlight;
        var instead = await lookAhead.BeforeAsync(candidates, index, room, callsInFlight);
        if (instead is null)
        {
            if (await TurnAsync(outcomes) is not { } turn) return false;
            instead = await recycleBin.BeforeAsync(candidates, index, _breaker.AreProven ? room : 1, lookAhead, callsInFlight);
            if (instead is null) _ = DeleteAsync(index, candidates[index], turn, callsInFlight);
        }

        if (instead is { Outcome.Kind: OutcomeKind.NotAttempted }) return false;
        if (instead is { } outcome) Finish(index, outcome);
        _inFlight++;
        return true;
    }

    /// <summary>The turn of the next deletion; null where none may start any more.</summary>
    private async Task<Turn?> TurnAsync(SnapshotOutcome[] outcomes)
    {
        var turn = deadline.IsReached ? null : await rate.TakeAsync(deadline.Left);
        if (turn is null)
        {
            _breaker.Stop = EarlyStop.Deadline;
            log.DeadlineReached();
            return null;
        }

        while (_finished.Reader.TryRead(out var finished)) Take(finished, outcomes);
        return _breaker.AreOver ? null : turn;
    }

    private async Task DeleteAsync(int index, Snapshot snapshot, Turn turn, CancellationToken callsInFlight)
    {
        DeleteAttempt attempt;
        try
        {
            attempt = await recycleBin.AfterAsync(await deleter.DeleteAsync(snapshot, turn, callsInFlight), callsInFlight);
        }
        catch (OutOfMemoryException)
        {
            // It says nothing of this snapshot, and every further one would meet it. Whether the deletion was sent nobody knows.
            attempt = new DeleteAttempt(SnapshotOutcome.NotAttempted(snapshot), AwsErrorMapper.OutOfMemory) { MayBeDone = true };
        }
        catch (Exception bug)
        {
            // Whatever it is, it concerns this snapshot alone and must be counted.
            var error = new AwsError(ErrorClass.Permanent, bug.GetType().Name, bug.Message, RequestId: null, StatusCode: 0);
            attempt = new DeleteAttempt(SnapshotOutcome.Failed(snapshot, error, attempts: 1));
        }

        Finish(index, attempt);
    }

    /// <summary>Logs an outcome at once, so that a process that is killed has logged all that it did.</summary>
    private void Finish(int index, DeleteAttempt attempt)
    {
        log.Outcome(attempt.Outcome);
        if (attempt.MayBeDone) log.MayBeDeleted(attempt.Outcome.Snapshot);
        _finished.Writer.TryWrite((index, attempt));
    }

    private void Take((int Index, DeleteAttempt Attempt) finished, SnapshotOutcome[] outcomes)
    {
        var (index, attempt) = finished;
        _inFlight--;
        outcomes[index] = attempt.Outcome;
        _breaker.Take(attempt, recycleBin.IsTrusted);
    }
}
