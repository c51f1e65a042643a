using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>
/// Tags what is about to be deleted, so that a Recycle Bin rule on that tag keeps exactly what this tool deletes; a few ahead, and
/// never more than may be deleted. What cannot be tagged is not deleted. Where <c>recycleBin</c> is <c>off</c> it does nothing.
/// </summary>
internal sealed class RecycleBinTagging(RecycleBin recycleBin, TagBatches batches, RecycleBinCheck check)
{
    private const int Ahead = 100;
    private const int BetweenLookUps = 100;

    private readonly Dictionary<int, Tagging> _tagged = [];
    private int _spent;

    /// <summary>Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter.</summary>
    public bool IsFenced { get; init; }

    /// <summary>Why no further snapshot can be tagged; none if one can.</summary>
    public EarlyStop Stop => recycleBin is RecycleBin.Off ? EarlyStop.None : batches.Stop;

    /// <summary>Whether deletions were seen to end where they should, so that many may go at once.</summary>
    public bool IsTrusted => recycleBin is not RecycleBin.Require || check.HasFound;

    /// <summary>Sees to it that a candidate is tagged: null if it is; else what became of it instead of its deletion.</summary>
    /// <param name="candidates">All that are due, in their order.</param>
    /// <param name="index">The candidate's; after all that were asked about before.</param>
    /// <param name="room">How many may be deleted from here on.</param>
    /// <param name="look">Which candidates may go.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<DeleteAttempt?> BeforeAsync(IReadOnlyList<Snapshot> candidates, int index, int room, LookAhead look, CancellationToken callsInFlight)
    {
        if (recycleBin is RecycleBin.Off) return null;
        if (!_tagged.ContainsKey(index)) await TagAsync(candidates, index, Math.Min(room, Ahead), look, callsInFlight);
        if (!_tagged.Remove(index, out var tagging)) throw new InvalidOperationException($"{candidates[index].Id} was not tagged, so it must not be deleted.");
        return tagging.Outcome switch
        {
            TaggingOutcome.Done => null,
            TaggingOutcome.Gone => DeleteAttempt.Unsent(SnapshotOutcome.AlreadyGone(tagging.Snapshot)),
            TaggingOutcome.Failed when IsFenced && tagging.Error!.IsDeniedByPolicy => DeleteAttempt.Unsent(SnapshotOutcome.Kept(tagging.Snapshot, Reason.DeniedByPolicy)),
            TaggingOutcome.Failed => DeleteAttempt.Unsent(SnapshotOutcome.Failed(tagging.Snapshot, tagging.Error!, tagging.Attempts)),
            TaggingOutcome.NotReached => DeleteAttempt.Unsent(SnapshotOutcome.NotAttempted(tagging.Snapshot)),
        };
    }

    /// <summary>
    /// The attempt, and with it why the region has to stop if what was deleted did not go where it should. The first is looked up before
    /// others may go; then one of every hundred, for a rule can be deleted at any time.
    /// </summary>
    public async Task<DeleteAttempt> AfterAsync(DeleteAttempt attempt, CancellationToken callsInFlight)
    {
        if (recycleBin is not RecycleBin.Require || !attempt.IsSpent) return attempt;
        var isDue = Interlocked.Increment(ref _spent) % BetweenLookUps == 0;
        return IsTrusted && !isDue ? attempt : attempt with { Stop = await check.LookUpAsync(attempt, callsInFlight) };
    }

    private async Task TagAsync(IReadOnlyList<Snapshot> candidates, int index, int count, LookAhead look, CancellationToken callsInFlight)
    {
        var end = Math.Min(look.End, index + count);
        var indices = Enumerable.Range(index, end - index).Where(look.LetsGo).ToDictionary(i => candidates[i].Id, StringComparer.Ordinal);
        await foreach (var tagging in batches.RunAsync(indices.Values.Select(i => candidates[i]), Ahead, later: candidates.Skip(end), callsInFlight))
            _tagged[indices[tagging.Snapshot.Id]] = tagging;
    }
}
