using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Results;

/// <summary>
/// The next step after a run, for a person, in one sentence. It is about the same region as the run's message, and without quotes, since a
/// digest's text is made of it where nothing escapes them.
/// </summary>
internal static class NextStep
{
    /// <summary>The step for the worst region; null if there is nothing to do.</summary>
    public static string? After(IReadOnlyList<RegionResult> regions, Totals totals, bool dryRun)
    {
        var worst = RunResultBuilder.Worst(regions);
        if (worst.Reason is StopReason.MaxDeletePercent)
            return "Look at a dry run's report, then approve its plan (approvedRun), raise maxDeletePercent or lower maxDeletions.";
        return worst.Status switch
        {
            RegionStatus.Failed => AfterFailure(PlaceName.Of(worst, regions), worst.Reason, regions),
            RegionStatus.Refused => $"Do what {PlaceName.Of(worst, regions)} asks for and run again: nothing was deleted there.",
            RegionStatus.PartiallyFailed => AfterFault(worst, PlaceName.Of(worst, regions)),
            RegionStatus.Incomplete => "Nothing: the next scheduled run carries on, oldest first. If this goes on for days, "
                + "raise the limit that the message names.",
            RegionStatus.Succeeded or RegionStatus.NotAllowed => AfterSuccess(totals, dryRun),
        };
    }

    /// <summary>The urgency of a reason among regions of one status: the higher, the more urgent.</summary>
    public static int Urgency(string? reason) => reason switch
    {
        null => 0,
        StopReason.MaxDeletePercent or StopReason.DeletionsFailed => 1,
        FaultCode.DryRunIgnored or StopReason.NotInRecycleBin => 3,
        _ => 2,
    };

    private static string AfterFailure(string place, string? reason, IReadOnlyList<RegionResult> regions)
    {
        if (reason is FaultCode.DryRunIgnored)
            return $"Before anything else is run, see that {place} is asked at EC2's own endpoint, "
                + "and that nothing on the way changes requests: look at AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_EC2 and the proxies.";
        if (reason is StopReason.Deadline)
            return $"See that what {place} waited for can be reached and answers; if it only has much to do, give the function more time, "
                + "or fewer regions. Then run again.";
        var others = regions.Any(region => region.Status is not RegionStatus.Failed) ? ": the other regions were not held up" : "";
        return $"Mend what {place} reports and run again{others}.";
    }

    private static string AfterFault(RegionResult region, string place) => region.Reason switch
    {
        StopReason.NotInRecycleBin =>
            $"Create a Recycle Bin rule for EBS snapshots with the tag {OwnTags.Retired}={OwnTags.RetiredValue} in {place}, "
                + "give it some minutes and run again; or set recycleBin to off.",
        StopReason.DeletionsFailed => "Read the failures: a next run tries those snapshots again.",
        _ => $"Put right what {place} reports: a next run carries on.",
    };

    private static string? AfterSuccess(Totals totals, bool dryRun)
    {
        if (dryRun && totals.WouldDelete > 0)
            return "Nothing was deleted. Read what would go; to delete it, run again with dryRun false.";
        if (dryRun && totals.WouldMark > 0)
            return "Nothing was marked. To mark what would be, run again with dryRun false; "
                + "what is still a candidate when its mark has passed is deleted.";
        return totals.Marked > 0
            ? "Nothing: what is still a candidate when its mark has passed is deleted. To keep a snapshot, "
                + $"give it the tag {TagFilter.DoNotDelete.Key}."
            : null;
    }
}
