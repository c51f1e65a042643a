using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>
/// Tags snapshots just before their deletion, so that a Recycle Bin rule on that tag keeps exactly what this tool deletes. A few are
/// tagged ahead, never more than may be deleted. A snapshot that cannot be tagged is not deleted. <c>recycleBin: off</c> tags none.
/// </summary>
internal sealed class RecycleBinTagging(RecycleBin recycleBin, TagBatches batches, RecycleBinCheck check)
{
    private const int Ahead = 100;
    private const int BetweenLookUps = 100;

    private readonly Dictionary<int, Tagging> _tagged = [];
    private int _spent;
    private int _lookUps;

    /// <summary>Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter.</summary>
    public bool IsFenced { get; init; }

    /// <summary>The cause why no further snapshot can be tagged; null if one can.</summary>
    public EarlyStop? Stop => recycleBin is RecycleBin.Off ? null : batches.Stop;

    /// <summary>Whether deletions were seen to end where they should, so that many may go at once.</summary>
    public bool IsTrusted => recycleBin is not RecycleBin.Require || check.Found is not null;

    /// <summary>Whether a deleted snapshot is being looked up. No other may start meanwhile: it may be lost as that one may.</summary>
    public bool IsLookingUp => Volatile.Read(ref _lookUps) > 0;

    /// <summary>Tags a candidate if that is not done yet. Null if it is tagged, else its outcome.</summary>
    /// <param name="candidates">All that are due, in their order.</param>
    /// <param name="index">The candidate's; after all that were asked about before.</param>
    /// <param name="room">The most deletions from here on.</param>
    /// <param name="look">Says which candidates may go.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<DeleteAttempt?> BeforeAsync(
        IReadOnlyList<Snapshot> candidates, int index, int room, LookAhead look, CancellationToken callsInFlight)
    {
        if (recycleBin is RecycleBin.Off) return null;
        if (!_tagged.ContainsKey(index)) await TagAsync(candidates, index, Math.Min(room, Ahead), look, callsInFlight);
        if (!_tagged.Remove(index, out var tagging))
            throw new InvalidOperationException($"{candidates[index].Id} was not tagged, so it must not be deleted.");
        return tagging.OutcomeUnlessDone(IsFenced) is { } outcome ? DeleteAttempt.Unsent(outcome) : null;
    }

    /// <summary>
    /// The attempt, with the cause to stop where its snapshot did not go into the Recycle Bin. The first is looked up before others may
    /// go; then one of every hundred, since a rule can be deleted at any time.
    /// </summary>
    public async Task<DeleteAttempt> AfterAsync(DeleteAttempt attempt, CancellationToken callsInFlight)
    {
        // Nothing can be restored of a snapshot whose creation failed, so it proves nothing of the bin.
        var isFailed = attempt.Outcome.Snapshot.State is SnapshotState.Error;
        if (recycleBin is not RecycleBin.Require || !attempt.IsSpent || isFailed) return attempt;
        var isDue = Interlocked.Increment(ref _spent) % BetweenLookUps == 0;
        if (IsTrusted && !isDue) return attempt;
        Interlocked.Increment(ref _lookUps);
        try
        {
            return attempt with { Stop = await check.LookUpAsync(attempt, callsInFlight) };
        }
        finally
        {
            Interlocked.Decrement(ref _lookUps);
        }
    }

    private async Task TagAsync(IReadOnlyList<Snapshot> candidates, int index, int count, LookAhead look, CancellationToken callsInFlight)
    {
        var end = Math.Min(look.End, index + count);
        var indices = Enumerable.Range(index, end - index).Where(look.LetsGo).ToDictionary(i => candidates[i].Id, StringComparer.Ordinal);
        var next = indices.Values.Select(i => candidates[i]);
        await foreach (var tagging in batches.RunAsync(next, Ahead, later: candidates.Skip(end), callsInFlight))
            _tagged[indices[tagging.Snapshot.Id]] = tagging;
    }
}
