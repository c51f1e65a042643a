using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Execution;

/// <summary>Puts a plan's marks on. One snapshot's failure stops nothing for the others.</summary>
/// <param name="ec2">EC2 in the region.</param>
/// <param name="tagCall">Makes calls about tags.</param>
/// <param name="log">The region's log.</param>
internal sealed class Marking(IEc2Tags ec2, RetryingCall tagCall, RegionLog log)
{
    /// <summary>Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter.</summary>
    public bool IsFenced { get; init; }

    /// <summary>One outcome for each snapshot to mark, oldest first, and why the marking ended early if it did.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<(IReadOnlyList<SnapshotOutcome> Outcomes, EarlyStop? Stop)> RunAsync(Plan plan, CancellationToken callsInFlight)
    {
        var batches = new TagBatches(tagCall, TagChange.Set(ec2, new Tag(OwnTags.DeleteAfter, plan.NewMark.Value)));
        var outcomes = new List<SnapshotOutcome>(plan.ToMark.Count);
        await foreach (var tagging in batches.RunAsync(plan.ToMark, IEc2Tags.MostIds, later: [], callsInFlight))
        {
            var otherwise = tagging.OutcomeUnlessDone(IsFenced);
            outcomes.Add(otherwise ?? SnapshotOutcome.Marked(tagging.Snapshot));
            if (otherwise is { } outcome) log.Outcome(outcome);
            else log.Marked(tagging.Snapshot, plan.NewMark);
        }

        return (outcomes, batches.Stop);
    }
}
