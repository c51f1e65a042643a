using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>
/// Sets a tag of many snapshots, or takes it off, in batches. EC2 refuses a whole batch for one snapshot. Snapshots that its error names
/// are set apart, else the batch is halved, down to one, so that a bad snapshot fails alone. An error that every batch would meet stops
/// the rest. Single snapshots must have met it too, and a denial must hold for others as well (<see cref="DenialProbe"/>).
/// </summary>
/// <param name="call">Makes the calls.</param>
/// <param name="change">The change that they make.</param>
internal sealed partial class TagBatches(RetryingCall call, TagChange change)
{
    private const int RefusalsInARow = 3;

    private readonly DenialProbe _probe = new(call, change.DenialOfAsync);
    private bool _isPermitted;
    private int _refusedInARow;
    private AwsError? _suspected;

    /// <summary>The cause why the rest was not reached; null if all was.</summary>
    public EarlyStop? Stop { get; private set; }

    /// <summary>One outcome for each snapshot, batch by batch.</summary>
    /// <param name="snapshots">The snapshots, each once.</param>
    /// <param name="size">The most snapshots in a batch.</param>
    /// <param name="later">Snapshots that may be given here later; the probe of a denial asks about them too.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async IAsyncEnumerable<Tagging> RunAsync(
        IEnumerable<Snapshot> snapshots, int size, IEnumerable<Snapshot> later, [EnumeratorCancellation] CancellationToken callsInFlight)
    {
        var waiting = new Stack<Snapshot[]>(snapshots.Chunk(size).Reverse());
        while (waiting.TryPop(out var batch))
        {
            var outcome = Stop is null
                ? await call.TryAsync(cancel => change.MakeAsync([.. batch.Select(snapshot => snapshot.Id)], cancel), callsInFlight)
                : new CallOutcome(Error: null, Attempts: 0, IsLate: true);
            foreach (var tagging in Settle(batch, outcome, waiting)) yield return tagging;
            if (_suspected is { } error && await ConcernsAllAsync(error, waiting.SelectMany(one => one).Concat(later), callsInFlight))
                Stop = EarlyStop.Tagging(error, change.Permission);
            _suspected = null;
        }
    }

    /// <summary>The outcomes known after the call of a batch. Snapshots without one are pushed back in smaller batches.</summary>
    private IEnumerable<Tagging> Settle(Snapshot[] batch, CallOutcome outcome, Stack<Snapshot[]> waiting)
    {
        if (outcome is { IsLate: false, Error: null })
        {
            (_isPermitted, _refusedInARow) = (true, 0);
            return batch.Select(snapshot => new Tagging(snapshot, TaggingOutcome.Done));
        }

        if (outcome.IsLate || outcome.Error is not { Class: not ErrorClass.Throttled } error)
        {
            if (Stop is null) Stop = outcome.IsLate ? EarlyStop.Deadline : EarlyStop.Throttled;
            return batch.Select(snapshot => new Tagging(snapshot, TaggingOutcome.NotReached));
        }

        return MayConcernAll(error) ? Refused(batch, error, outcome.Attempts, waiting) : Undone(batch, error, outcome.Attempts, waiting);
    }

    /// <summary>The error of one snapshot, or of a few, undid the batch.</summary>
    private static IEnumerable<Tagging> Undone(Snapshot[] batch, AwsError error, int attempts, Stack<Snapshot[]> waiting)
    {
        var named = SnapshotIds().Matches(error.Message).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var bad = batch.Length == 1 ? batch : [.. batch.Where(snapshot => named.Contains(snapshot.Id))];
        if (bad.Length == 0) Halve(batch, waiting);
        else if (bad.Length < batch.Length) waiting.Push([.. batch.Except(bad)]);
        return bad.Select(snapshot => error.Class is ErrorClass.AlreadyGone
            ? new Tagging(snapshot, TaggingOutcome.Gone)
            : new Tagging(snapshot, TaggingOutcome.Failed, error, attempts));
    }

    /// <summary>The batch was refused, perhaps for no fault of its snapshots: one is tried alone, the others in halves.</summary>
    private IEnumerable<Tagging> Refused(Snapshot[] batch, AwsError error, int attempts, Stack<Snapshot[]> waiting)
    {
        if (batch.Length > 1)
        {
            Halve(batch[1..], waiting);
            waiting.Push(batch[..1]);
            return [];
        }

        _refusedInARow++;
        var isLastDenied = error.Class is ErrorClass.Denied && !_isPermitted && waiting.Count == 0;
        if (_refusedInARow == RefusalsInARow || error.Class is ErrorClass.Systemic || isLastDenied) _suspected = error;
        return [new Tagging(batch[0], TaggingOutcome.Failed, error, attempts)];
    }

    /// <summary>
    /// Whether every further batch would meet the error. A policy that denies some snapshots is no reason to leave the others.
    /// </summary>
    private async Task<bool> ConcernsAllAsync(AwsError error, IEnumerable<Snapshot> others, CancellationToken callsInFlight)
    {
        if (error.Class is not ErrorClass.Denied) return true;
        Snapshot[] left = [.. others];
        if (left.Length == 0 || await _probe.AskAsync(left, callsInFlight) is not null) return true;
        (_isPermitted, _refusedInARow) = (true, 0);
        return false;
    }

    private static bool MayConcernAll(AwsError error) => error.Class is ErrorClass.Denied or ErrorClass.Systemic or ErrorClass.Transient;

    private static void Halve(Snapshot[] batch, Stack<Snapshot[]> waiting)
    {
        var half = (batch.Length + 1) / 2;
        if (half < batch.Length) waiting.Push(batch[half..]);
        waiting.Push(batch[..half]);
    }

    [GeneratedRegex("snap-[0-9a-z-]+", RegexOptions.CultureInvariant)]
    private static partial Regex SnapshotIds();
}
