using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Execution;

/// <summary>Puts a plan's marks on and takes them off. Whatever happens to one snapshot stops nothing for the others.</summary>
internal sealed class Marking(IEc2 ec2, RetryingCall call, RegionLog log)
{
    /// <summary>Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter.</summary>
    public bool IsFenced { get; init; }

    /// <summary>Takes the marks off that kept snapshots are to lose.</summary>
    public async Task<(MarkRemovalCounts Unmarking, EarlyStop Stop)> UnmarkAsync(Plan plan, CancellationToken callsInFlight)
    {
        var reasons = plan.ToUnmark.ToDictionary(decision => decision.Snapshot.Id, decision => decision.KeptBecause!, StringComparer.Ordinal);
        var batches = new TagBatches(call, TagChange.TakeOff(ec2, OwnTags.DeleteAfter));
        int takenOff = 0, left = 0;
        await foreach (var (snapshot, outcome, error, attempts) in batches.RunAsync(plan.ToUnmark.Select(decision => decision.Snapshot), IEc2Tags.MostIds, later: [], callsInFlight))
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

    /// <summary>Marks what is to be marked, oldest first: one outcome for each.</summary>
    public async Task<(IReadOnlyList<SnapshotOutcome> Marks, EarlyStop Stop)> MarkAsync(Plan plan, CancellationToken callsInFlight)
    {
        var batches = new TagBatches(call, TagChange.Set(ec2, new Tag(OwnTags.DeleteAfter, plan.NewMark.Value)));
        var marks = new List<SnapshotOutcome>(plan.ToMark.Count);
        await foreach (var (snapshot, outcome, error, attempts) in batches.RunAsync(plan.ToMark, IEc2Tags.MostIds, later: [], callsInFlight))
        {
            var deletion = outcome switch
            {
                TaggingOutcome.Done => SnapshotOutcome.Marked(snapshot),
                TaggingOutcome.Gone => SnapshotOutcome.AlreadyGone(snapshot),
                TaggingOutcome.Failed when IsFenced && error!.IsDeniedByPolicy => SnapshotOutcome.Kept(snapshot, Reason.DeniedByPolicy),
                TaggingOutcome.Failed => SnapshotOutcome.Failed(snapshot, error!, attempts),
                TaggingOutcome.NotReached => SnapshotOutcome.NotAttempted(snapshot),
            };
            marks.Add(deletion);
            if (outcome is TaggingOutcome.Done) log.Marked(snapshot, plan.NewMark);
            else log.Outcome(deletion);
        }

        return (marks, batches.Stop);
    }
}
