using System.Threading.Channels;
using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Runs;

/// <summary>
/// Deletes a region's candidates, oldest first, at EC2's pace, with enough calls in flight to hide their latency. One bad
/// snapshot stops nothing; an error that every call would meet stops the region. The cap counts deletions done, and those
/// that may be, so what cannot be deleted never uses up the turn of those behind it.
/// </summary>
internal sealed class DeletionLoop(IEc2 ec2, SnapshotDeletion deletion, Retirement retirement, TokenBucket pace, Deadline deadline, RegionLog log)
{
    private const int CallsInFlight = 64;
    private const int DenialsInARow = 3;

    private readonly Channel<(int Index, AttemptedDeletion Attempt)> _finished = Channel.CreateUnbounded<(int, AttemptedDeletion)>();
    private int _inFlight;
    private int _spent;
    private int _deniedInARow;
    private bool _isDenied;
    private bool _isLet;
    private bool _isProven;
    private bool _isThrottledOut;
    private bool _isLate;
    private Stop _stop = Stop.None;

    /// <summary>Whether EC2 was seen, before the loop, to let at least one of the candidates be deleted.</summary>
    public bool OneWasLet { get; init; }

    /// <summary>One outcome for each candidate, in their order, and why it ended early if it did.</summary>
    /// <param name="candidates">What nothing keeps, oldest first.</param>
    /// <param name="cap">The most deletions to do.</param>
    public async Task<(IReadOnlyList<Deletion> Deletions, Stop Stop)> RunAsync(IReadOnlyList<Snapshot> candidates, int cap)
    {
        using var callsInFlight = deadline.CancelCallsInFlight();
        var deletions = new Deletion[candidates.Count];
        var next = 0;
        try
        {
            while (true)
            {
                while (next < candidates.Count && await MayStartAsync(cap, deletions))
                {
                    var instead = await retirement.BeforeAsync(candidates, next, room: _isProven ? cap - _spent - _inFlight : 1, callsInFlight.Token);
                    if (instead is null) _ = DeleteAsync(next, candidates[next], callsInFlight.Token);
                    else if (instead.Value.Deletion.Outcome is not DeletionOutcome.NotAttempted) Finish(next, instead.Value);
                    else break;
                    _inFlight++;
                    next++;
                }

                if (retirement.Stop.Reason is not null && _stop.Reason is null) _stop = retirement.Stop;
                if (_inFlight == 0 && (_stop.Reason is not null || next == candidates.Count || _spent >= cap)) break;
                if (_inFlight > 0) Take(await _finished.Reader.ReadAsync(CancellationToken.None), deletions);
                if (_deniedInARow >= DenialsInARow) await ProbeAsync(candidates, next, callsInFlight.Token);
            }
        }
        catch (Exception bug)
        {
            // What was deleted must be told all the same.
            log.Unexpected(bug);
            _stop = Stop.Systemic(bug.GetType().Name);
            while (_inFlight > 0) Take(await _finished.Reader.ReadAsync(CancellationToken.None), deletions);
        }

        // Too few to probe others, but now not even that one is let: this is about more than single snapshots.
        if (_stop.Reason is null && OneWasLet && _isDenied && !_isLet) _stop = Stop.Systemic("UnauthorizedOperation");

        for (var i = next; i < candidates.Count; i++)
        {
            deletions[i] = _stop.Reason is not null && i - next < cap - _spent
                ? Deletion.NotAttempted(candidates[i])
                : Deletion.Kept(candidates[i], Reason.OverCap);
        }

        return (deletions, _stop.Reason is not null ? _stop : _isLate ? Stop.Deadline : _isThrottledOut ? Stop.Throttled : Stop.None);
    }

    /// <summary>Whether the next deletion may start now; false also where an outcome has to be awaited first.</summary>
    private async Task<bool> MayStartAsync(int cap, Deletion[] deletions)
    {
        // Until a first reply has shown that deletions are permitted, and where they end, one call at a time.
        if (_stop.Reason is not null || _deniedInARow >= DenialsInARow || _spent + _inFlight >= cap || _inFlight >= (_isProven ? CallsInFlight : 1)) return false;
        if (deadline.IsReached || !await pace.TakeAsync(deadline.Left))
        {
            _stop = Stop.Deadline;
            log.DeadlineReached();
            return false;
        }

        while (_finished.Reader.TryRead(out var finished)) Take(finished, deletions);
        return _stop.Reason is null;
    }

    private async Task DeleteAsync(int index, Snapshot snapshot, CancellationToken callsInFlight)
    {
        AttemptedDeletion attempt;
        try
        {
            attempt = await retirement.AfterAsync(await deletion.DeleteAsync(snapshot, callsInFlight), callsInFlight);
        }
        catch (Exception bug)
        {
            // Whatever it is, it concerns this snapshot alone and must be counted.
            attempt = new AttemptedDeletion(Deletion.Failed(snapshot, new AwsError(ErrorClass.Permanent, bug.GetType().Name, bug.Message, null, 0), attempts: 1));
        }

        Finish(index, attempt);
    }

    /// <summary>Tells the log at once, whatever the loop waits for meanwhile: a process that is killed has said all that it did.</summary>
    private void Finish(int index, AttemptedDeletion attempt)
    {
        log.Deletion(attempt.Deletion);
        if (attempt.MayBeDone) log.MayBeDeleted(attempt.Deletion.Snapshot);
        _finished.Writer.TryWrite((index, attempt));
    }

    private void Take((int Index, AttemptedDeletion Attempt) finished, Deletion[] deletions)
    {
        var (index, attempt) = finished;
        _inFlight--;
        deletions[index] = attempt.Deletion;
        if (!attempt.IsUnsent) _deniedInARow = attempt.IsDenied ? _deniedInARow + 1 : 0;
        _isDenied |= attempt.IsDenied;
        _isLet |= attempt.IsAnswered;
        _isProven |= attempt.IsAnswered && retirement.IsTrusted;
        _isLate |= attempt.IsLate;
        _isThrottledOut |= attempt.Deletion.Outcome is DeletionOutcome.NotAttempted;
        if (attempt.IsSpent) _spent++;
        if (_stop.Reason is null) _stop = attempt.IsSystemic ? Stop.Systemic(attempt.Error!.Code) : attempt.Stop;
    }

    /// <summary>
    /// Several denials in a row: a policy that protects these snapshots, or one that denies everything? EC2's DryRun tells, and
    /// deletes nothing: on the next candidate, on the last, and on one between, since what a policy protects may be many.
    /// </summary>
    private async Task ProbeAsync(IReadOnlyList<Snapshot> candidates, int next, CancellationToken callsInFlight)
    {
        _deniedInARow = 0;
        int[] probes = next < candidates.Count ? [next, candidates.Count - 1, next + ((candidates.Count - next) / 2)] : [];
        foreach (var i in probes.Distinct())
        {
            try
            {
                if (deadline.IsReached || !await pace.TakeAsync(deadline.Left)) return;
                if (await ec2.DenialOfDeletionAsync(candidates[i].Id, callsInFlight) is null) return;
            }
            catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.Systemic)
            {
                _stop = Stop.Systemic(exception.Error.Code);
                return;
            }
            catch (AwsCallException exception) when (exception.Error.Class is not ErrorClass.Denied)
            {
                return;
            }
            catch (AwsCallException)
            {
                // Something in between, such as a proxy, denies as well as a policy.
            }
            catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
            {
                return;
            }
        }

        if (next < candidates.Count) _stop = Stop.Systemic("UnauthorizedOperation");
    }
}
