namespace SnapshotLambda.Core;

/// <summary>What a person would do after a run, in one sentence.</summary>
internal static class NextStep
{
    /// <summary>The step for the worst that happened; null if there is nothing to do.</summary>
    public static string? After(IReadOnlyList<RegionResult> regions, Totals totals, bool dryRun)
    {
        if (Find(RegionStatus.Failed) is { } failed)
            return $"Mend what {PlaceName.Of(failed, regions)} reports and run again: nothing was lost, the other regions were not held up.";
        if (regions.FirstOrDefault(region => region is { Status: RegionStatus.Refused, Reason: not RegionConclusion.TooLargeReason }) is { } refused)
            return $"Do what {PlaceName.Of(refused, regions)} asks for and run again: nothing was deleted there.";
        if (regions.Any(region => region.Reason is RegionConclusion.TooLargeReason))
            return "Look at a dry run's list, then raise maxDeletePercent, lower maxDeletions, or name the ids to delete in approvedSnapshotIds.";
        if (regions.FirstOrDefault(region => region.Reason is nameof(Stop.NotInRecycleBin)) is { } unbinned)
            return $"Create a Recycle Bin rule for EBS snapshots with the tag {OwnTags.Retired}={OwnTags.RetiredValue} in {unbinned.Region}, give it some minutes and run again; or set recycleBin to \"off\".";
        if (Find(RegionStatus.PartiallyFailed) is { } partly)
            return partly.Failed > 0 ? "Read the failures: a next run tries those snapshots again." : $"Put right what {partly.Region} reports: a next run carries on.";
        if (Find(RegionStatus.Incomplete) is not null)
            return "Nothing: the next scheduled run carries on, oldest first. If this goes on for days, raise the limit that the message names.";
        if (dryRun && totals.WouldDelete > 0)
            return "Nothing was deleted. Read what would go; to delete it, run again with \"dryRun\": false.";
        if (dryRun && totals.WouldMark > 0)
            return "Nothing was marked. To mark what would be, run again with \"dryRun\": false; what is still a candidate when its mark has passed is deleted.";
        if (totals.Marked > 0)
            return $"Nothing: what is still a candidate when its mark has passed is deleted. To keep a snapshot, give it the tag {TagFilter.DoNotDelete.Key}.";
        return null;

        RegionResult? Find(RegionStatus status) => regions.FirstOrDefault(region => region.Status == status);
    }
}
