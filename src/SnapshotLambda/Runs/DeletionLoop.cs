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

    private readonly Channel<(int Index, AttemptedDeletion Attempt)> _finished = Channel.CreateUnbounded<(int, AttemptedDeletion)>();
    private readonly DenialProbe _probe = new(ec2, pace, deadline);
    private readonly DeletionsSoFar _soFar = new();
    private int _inFlight;

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
                    var instead = await retirement.BeforeAsync(candidates, next, room: _soFar.AreProven ? cap - _soFar.Spent - _inFlight : 1, callsInFlight.Token);
                    if (instead is null) _ = DeleteAsync(next, candidates[next], callsInFlight.Token);
                    else if (instead.Value.Deletion.Outcome is not DeletionOutcome.NotAttempted) Finish(next, instead.Value);
                    else break;
                    _inFlight++;
                    next++;
                }

                if (!_soFar.AreOver) _soFar.Stop = retirement.Stop;
                if (_inFlight == 0 && (_soFar.AreOver || next == candidates.Count || _soFar.Spent >= cap)) break;
                if (_inFlight > 0) Take(await _finished.Reader.ReadAsync(CancellationToken.None), deletions);
                if (_soFar.AreInDoubt) _soFar.Resolve(await _probe.AskAsync(candidates, next, callsInFlight.Token));
            }
        }
        catch (Exception bug)
        {
            // What was deleted must be told all the same.
            log.Unexpected(bug);
            _soFar.Stop = Stop.Systemic(bug.GetType().Name);
            while (_inFlight > 0) Take(await _finished.Reader.ReadAsync(CancellationToken.None), deletions);
        }

        var stop = _soFar.End(OneWasLet);
        for (var i = next; i < candidates.Count; i++)
        {
            deletions[i] = _soFar.AreOver && i - next < cap - _soFar.Spent
                ? Deletion.NotAttempted(candidates[i])
                : Deletion.Kept(candidates[i], Reason.OverCap);
        }

        return (deletions, stop);
    }

    /// <summary>Whether the next deletion may start now; false also where an outcome has to be awaited first.</summary>
    private async Task<bool> MayStartAsync(int cap, Deletion[] deletions)
    {
        // Until a first reply has shown that deletions are permitted, and where they end, one call at a time.
        if (_soFar.AreOver || _soFar.AreInDoubt || _soFar.Spent + _inFlight >= cap || _inFlight >= (_soFar.AreProven ? CallsInFlight : 1)) return false;
        if (deadline.IsReached || !await pace.TakeAsync(deadline.Left))
        {
            _soFar.Stop = Stop.Deadline;
            log.DeadlineReached();
            return false;
        }

        while (_finished.Reader.TryRead(out var finished)) Take(finished, deletions);
        return !_soFar.AreOver;
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
        _soFar.Take(attempt, retirement.IsTrusted);
    }
}
