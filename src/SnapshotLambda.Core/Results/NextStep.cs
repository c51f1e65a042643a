namespace SnapshotLambda.Core;

/// <summary>What a person would do after a run, in one sentence.</summary>
internal static class NextStep
{
    /// <summary>The step for the worst that happened; null if there is nothing to do.</summary>
    public static string? After(IReadOnlyList<RegionResult> regions, Totals totals, bool dryRun)
    {
        if (Find(RegionStatus.Failed) is { } failed)
            return $"Mend what {failed.Region} reports and run again: nothing was lost, the other regions were not held up.";
        if (regions.FirstOrDefault(region => region is { Status: RegionStatus.Refused, Reason: not RegionConclusion.TooLargeReason }) is { } refused)
            return $"Do what {refused.Region} asks for and run again: nothing was deleted there.";
        if (regions.Any(region => region.Reason is RegionConclusion.TooLargeReason))
            return "Look at a dry run's list, then raise maxDeletePercent, lower maxDeletions, or name the ids to delete in approvedSnapshotIds.";
        if (Find(RegionStatus.PartiallyFailed) is not null)
            return "Read the failures: a next run tries those snapshots again.";
        if (Find(RegionStatus.Incomplete) is not null)
            return "Nothing: the next scheduled run carries on, oldest first. If this goes on for days, raise the limit that the message names.";
        if (dryRun && totals.WouldDelete > 0)
            return "Nothing was deleted. Read what would go; to delete it, run again with \"dryRun\": false.";
        return null;

        RegionResult? Find(RegionStatus status) => regions.FirstOrDefault(region => region.Status == status);
    }
}
