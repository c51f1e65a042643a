using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Report.Plans;

/// <summary>Says in the form of a plan file what a plan decides.</summary>
internal static class PlanRows
{
    /// <summary>The counts of a plan that holds its decisions.</summary>
    public static PlanCounts CountsOf(Plan plan) => new()
    {
        Scanned = plan.Scanned,
        InScope = plan.InScope,
        ToDelete = plan.Planned,
        ToMark = plan.ToMark.Count,
        Waiting = plan.DueCount - plan.Planned,
        Kept = plan.Kept.ToDictionary(reason => reason.Key.Name, reason => reason.Value, StringComparer.Ordinal),
    };

    /// <summary>The snapshots of a plan that holds its decisions, one by one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isSharingUnknown">Says of a candidate whether nobody has asked yet with whom it is shared.</param>
    public static IEnumerable<PlannedSnapshot> Of(Plan plan, Func<Snapshot, bool> isSharingUnknown)
    {
        var tonight = plan.Due.Take(plan.Planned).ToHashSet<Snapshot>(ReferenceEqualityComparer.Instance);
        var toMark = plan.ToMark.ToHashSet<Snapshot>(ReferenceEqualityComparer.Instance);
        foreach (var decision in plan.Decisions)
        {
            var snapshot = decision.Snapshot;
            var fate = !decision.IsCandidate ? PlanDecision.Keep
                : tonight.Contains(snapshot) ? PlanDecision.Delete
                : toMark.Contains(snapshot) ? PlanDecision.Mark
                : PlanDecision.Wait;
            yield return new PlannedSnapshot
            {
                Id = snapshot.Id,
                VolumeId = snapshot.VolumeId,
                IsCopy = !snapshot.HasLineage,
                StartTime = snapshot.StartTime,
                SizeGiB = snapshot.VolumeSizeGiB,
                AtMostBytes = snapshot.AtMostBytes,
                IsArchived = snapshot.Tier is StorageTier.Archive,
                Description = snapshot.Description,
                Tags = snapshot.Tags,
                Decision = fate,
                Reason = fate is PlanDecision.Wait ? Reason.OverCap.Name : decision.KeptBecause?.Name,
                Policy = decision.Policy?.Name,
                Periods = [.. plan.PeriodsOf(snapshot).Select(period => period.Name)],
                IsSharingUnknown = fate is not PlanDecision.Keep && isSharingUnknown(snapshot),
            };
        }
    }
}
