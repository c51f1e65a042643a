using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reading;

/// <summary>
/// Reckons until when what a dry run would delete could be taken back. EC2 does not tell the Recycle Bin's rules, so it is told by how long
/// what is in the bin stays there. A bin that cannot be read changes nothing of the run.
/// </summary>
internal sealed class DryRunUndo(IEc2Deletions ec2, TimeProvider time)
{
    /// <summary>What is known of taking a plan's deletions back.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="recycleBin">The use of the bin.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<UndoFacts> OfAsync(Plan plan, RecycleBin recycleBin, CancellationToken cancellationToken)
    {
        // Nothing can be restored of a snapshot whose creation failed.
        var count = plan.Due.Take(plan.Planned).Count(snapshot => snapshot.State is not SnapshotState.Error);
        if (count == 0) return default;
        if (recycleBin is RecycleBin.Off) return new UndoFacts(UndoState.Off, count);
        return new UndoFacts(UndoState.Expected, count, await ShortestStayAsync(cancellationToken) is { } stay ? time.GetUtcNow() + stay : null);
    }

    private async Task<TimeSpan?> ShortestStayAsync(CancellationToken cancellationToken)
    {
        try
        {
            // One page tells as much of the rules as all would.
            await foreach (var page in ec2.ListBinnedAsync(cancellationToken))
                return page.Min(snapshot => snapshot.LeavesAt - snapshot.EnteredAt);
        }
        catch (Exception exception) when (exception is AwsCallException or DeadlineException or OperationCanceledException)
        {
            // Then nobody knows.
        }

        return null;
    }
}
