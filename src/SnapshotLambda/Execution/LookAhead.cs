using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;

namespace SnapshotLambda.Execution;

/// <summary>
/// Takes the last look at the next candidates, up to a hundred at a time, logs the ids of those that may go, and puts them beside the plan.
/// So the log names every deletion, however the process ends. A candidate that cannot be looked up is not deleted.
/// </summary>
internal sealed class LookAhead(IEc2Deletions ec2, LastLook lastLook, RegionLog log, RegionReports reports)
{
    private const int Ahead = 100;

    private readonly Dictionary<int, SnapshotOutcome> _instead = [];
    private readonly HashSet<int> _heldSets = [];

    /// <summary>The index after the last candidate that was looked up.</summary>
    public int End { get; private set; }

    /// <summary>The cause why no further candidate can be looked up; null if one can.</summary>
    public EarlyStop? Stop { get; private set; }

    /// <summary>Whether the candidate with this index was looked up and may go.</summary>
    public bool LetsGo(int index) => index < End && !_instead.ContainsKey(index);

    /// <summary>Looks a candidate up if that is not done yet. Null if it may go, else its outcome.</summary>
    /// <param name="candidates">All that are due, in their order.</param>
    /// <param name="index">The candidate's; after all that were asked about before.</param>
    /// <param name="room">The most deletions from here on.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<DeleteAttempt?> BeforeAsync(IReadOnlyList<Snapshot> candidates, int index, int room, CancellationToken callsInFlight)
    {
        if (index >= End && !await LookAsync(candidates, index, room, callsInFlight))
            return DeleteAttempt.Unsent(SnapshotOutcome.NotAttempted(candidates[index]));
        return _instead.TryGetValue(index, out var instead) ? DeleteAttempt.Unsent(instead) : null;
    }

    private async Task<bool> LookAsync(IReadOnlyList<Snapshot> candidates, int index, int room, CancellationToken callsInFlight)
    {
        var end = Math.Min(candidates.Count, index + Ahead);
        try
        {
            var found = await ec2.FindSnapshotsAsync(lastLook.IdsOf(candidates.Take(index..end)), callsInFlight);
            var listed = found.DistinctBy(snapshot => snapshot.Id, StringComparer.Ordinal).ToDictionary(
                snapshot => snapshot.Id, StringComparer.Ordinal);
            _instead.Clear();
            for (var i = index; i < end; i++)
            {
                if (lastLook.InsteadOfDeleting(candidates[i], listed) is { } instead) _instead.Add(i, instead);
            }

            HoldSets(candidates, index, end);
        }
        catch (AwsCallException exception)
        {
            Stop = exception.Error.Class is ErrorClass.Throttled ? EarlyStop.Throttled : EarlyStop.Unseen(exception.Error);
            return false;
        }
        catch (Exception exception) when (
            exception is DeadlineException || (exception is OperationCanceledException && callsInFlight.IsCancellationRequested))
        {
            Stop = EarlyStop.Deadline;
            return false;
        }

        End = end;
        string[] ids = [.. Enumerable.Range(index, end - index).Where(LetsGo).Take(room).Select(i => candidates[i].Id)];
        log.Deleting(ids);
        await reports.PutDeletionsAsync(ids);
        return true;
    }

    /// <summary>Keeps the others of a set of which one stays. Those of it that went before cannot be helped.</summary>
    private void HoldSets(IReadOnlyList<Snapshot> candidates, int index, int end)
    {
        foreach (var (i, instead) in _instead)
        {
            if (instead.Kind is OutcomeKind.Kept) _heldSets.UnionWith(lastLook.SetsOf(candidates[i]));
        }

        for (var i = index; i < end; i++)
        {
            if (!_instead.ContainsKey(i) && lastLook.SetsOf(candidates[i]).Any(_heldSets.Contains))
                _instead.Add(i, SnapshotOutcome.Kept(candidates[i], Reason.PartOfSet));
        }
    }
}
