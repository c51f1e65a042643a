using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>
/// Sets a tag of many snapshots, or takes it off, in batches. EC2 refuses a batch whole for one snapshot, so those that its error
/// names are set apart, else the batch is halved, down to one: a bad snapshot fails alone. What every batch would meet stops the
/// rest; it is believed when single snapshots met it too, a denial only if others that were asked about would meet it as well.
/// </summary>
/// <param name="call">Makes the calls.</param>
/// <param name="change">What they change.</param>
internal sealed partial class TagBatches(RetryingCall call, TagChange change)
{
    private const int RefusalsInARow = 3;

    private bool _isPermitted;
    private int _refusedInARow;
    private AwsError? _suspected;

    /// <summary>Why the rest was not reached; none if all was.</summary>
    public EarlyStop Stop { get; private set; } = EarlyStop.None;

    /// <summary>One outcome for each snapshot, batch by batch as they are known.</summary>
    /// <param name="snapshots">The snapshots, each once.</param>
    /// <param name="size">How many to a batch, at most.</param>
    /// <param name="later">Snapshots that may be given here later: whether a policy denies all is asked of them too.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async IAsyncEnumerable<Tagging> RunAsync(
        IEnumerable<Snapshot> snapshots, int size, IEnumerable<Snapshot> later, [EnumeratorCancellation] CancellationToken callsInFlight)
    {
        var waiting = new Stack<Snapshot[]>(snapshots.Chunk(size).Reverse());
        while (waiting.TryPop(out var batch))
        {
            var outcome = Stop.Reason is null ? await call.TryAsync(cancel => change.MakeAsync([.. batch.Select(snapshot => snapshot.Id)], cancel), callsInFlight) : new CallOutcome(Error: null, Attempts: 0, IsLate: true);
            foreach (var tagging in Settle(batch, outcome, waiting)) yield return tagging;
            if (_suspected is { } error && await ConcernsAllAsync(error, waiting.SelectMany(one => one).Concat(later), callsInFlight)) Stop = EarlyStop.Tagging(error, change.Permission);
            _suspected = null;
        }
    }

    /// <summary>What is known of a batch after its call; what is not is pushed back in smaller ones.</summary>
    private IEnumerable<Tagging> Settle(Snapshot[] batch, CallOutcome outcome, Stack<Snapshot[]> waiting)
    {
        if (outcome is { IsLate: false, Error: null })
        {
            (_isPermitted, _refusedInARow) = (true, 0);
            return batch.Select(snapshot => new Tagging(snapshot, TaggingOutcome.Done));
        }

        if (outcome.IsLate || outcome.Error is not { Class: not ErrorClass.Throttled } error)
        {
            if (Stop.Reason is null) Stop = outcome.IsLate ? EarlyStop.Deadline : EarlyStop.Throttled;
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

    /// <summary>The batch was refused for what may have nothing to do with its snapshots: some are tried alone, the others in halves.</summary>
    private IEnumerable<Tagging> Refused(Snapshot[] batch, AwsError error, int attempts, Stack<Snapshot[]> waiting)
    {
        if (batch.Length > 1)
        {
            Halve(batch[1..], waiting);
            waiting.Push(batch[..1]);
            return [];
        }

        _refusedInARow++;
        if (_refusedInARow == RefusalsInARow || error.Class is ErrorClass.Systemic || (error.Class is ErrorClass.Denied && !_isPermitted && waiting.Count == 0)) _suspected = error;
        return [new Tagging(batch[0], TaggingOutcome.Failed, error, attempts)];
    }

    /// <summary>
    /// Whether every further batch would meet the error. A policy that denies some snapshots is no reason to leave the others: EC2's
    /// DryRun tells, of the next of them, the last, and one between.
    /// </summary>
    private async Task<bool> ConcernsAllAsync(AwsError error, IEnumerable<Snapshot> others, CancellationToken callsInFlight)
    {
        if (error.Class is not ErrorClass.Denied) return true;
        Snapshot[] left = [.. others];
        int[] probes = left.Length == 0 ? [] : [0, left.Length - 1, left.Length / 2];
        foreach (var i in probes.Distinct())
        {
            AwsError? denial = null;
            var outcome = await call.TryAsync(async cancel => denial = await change.DenialOfAsync(left[i].Id, cancel), callsInFlight);
            if (denial is not null || outcome.Error is not null) continue;
            (_isPermitted, _refusedInARow) = (true, 0);
            return false;
        }

        return true;
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
