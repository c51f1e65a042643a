using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Execution;

/// <summary>
/// Takes the marks off that kept snapshots are to lose. This comes before all else, and for a plan that is too large too, so that
/// nothing that was saved stays marked.
/// </summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="tagCall">Makes calls about tags.</param>
/// <param name="log">The region's log.</param>
internal sealed class MarkRemover(IEc2Tags ec2, RetryingCall tagCall, RegionLog log)
{
    /// <summary>The removal of a plan's marks, and why it ended early if it did.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<(MarkRemovalCounts Counts, EarlyStop? Stop)> RunAsync(Plan plan, CancellationToken callsInFlight)
    {
        var reasons = plan.ToUnmark.ToDictionary(
            decision => decision.Snapshot.Id, decision => decision.KeptBecause!, StringComparer.Ordinal);
        var batches = new TagBatches(tagCall, TagChange.TakeOff(ec2, OwnTags.DeleteAfter));
        int takenOff = 0, left = 0;
        var marked = plan.ToUnmark.Select(decision => decision.Snapshot);
        await foreach (var (snapshot, outcome, error, attempts) in batches.RunAsync(marked, IEc2Tags.MostIds, later: [], callsInFlight))
        {
            switch (outcome)
            {
                case TaggingOutcome.Done:
                    takenOff++;
                    log.Unmarked(snapshot, reasons[snapshot.Id]);
                    break;
                case TaggingOutcome.Failed:
                    left++;
                    log.UnmarkFailed(snapshot, error!, attempts);
                    break;
                case TaggingOutcome.NotReached:
                    left++;
                    break;
                case TaggingOutcome.Gone:
                    break;
            }
        }

        return (new MarkRemovalCounts(takenOff, left), batches.Stop);
    }
}
