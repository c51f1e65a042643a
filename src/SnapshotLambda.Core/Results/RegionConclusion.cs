namespace SnapshotLambda.Core;

/// <summary>Turns what happened in one account's region into its result. Pure; every count comes from a <see cref="Tally"/>.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="DryRun">Whether nothing was to be changed.</param>
/// <param name="SkippedGuards">Guards that the settings leave out.</param>
internal sealed record RegionConclusion(string Account, string Region, bool DryRun, IReadOnlyList<string> SkippedGuards)
{
    /// <summary>A region that was not planned: it could not be read, or was not let.</summary>
    public RegionResult NotPlanned(RegionStatus status, string reason, string message) =>
        new()
        {
            Account = Account,
            Region = Region,
            Status = status,
            Reason = reason,
            Message = message,
            Fence = Fence,
            SkippedGuards = SkippedGuards,
            Deleted = DryRun ? null : 0,
            WouldDelete = DryRun ? 0 : null,
            Marked = DryRun ? null : 0,
            WouldMark = DryRun ? 0 : null,
        };

    /// <summary>A region whose plan deletes a larger share than <c>maxDeletePercent</c>: nothing was deleted.</summary>
    public RegionResult TooLarge(Plan plan, int maxDeletePercent) =>
        Planned(
            plan,
            [.. plan.Candidates.Select(Deletion.NotAttempted)],
            RegionStatus.Refused,
            TooLargeReason,
            TooLargeMessage(plan, maxDeletePercent, "Nothing was deleted"));

    /// <summary>A region's dry run: what a real run would do.</summary>
    public RegionResult Dry(Plan plan, IReadOnlyList<Deletion> deletions, int maxDeletePercent) =>
        Planned(
            plan,
            deletions,
            RegionStatus.Succeeded,
            plan.IsTooLarge ? TooLargeReason : null,
            plan.IsTooLarge
                ? TooLargeMessage(plan, maxDeletePercent, "A real run would be refused")
                : Invariant($"{plan.Planned:N0} of {plan.Decisions.Count:N0} snapshots would be deleted{BehindTheCap(plan)}."))
        with
        { WouldRefuse = plan.IsTooLarge };

    /// <summary>A region's real run.</summary>
    public RegionResult Real(Plan plan, IReadOnlyList<Deletion> deletions, Stop stop)
    {
        var result = Planned(plan, deletions, RegionStatus.Succeeded, reason: null, message: "");
        var (status, why) = Judge(result, stop);
        var reason = why.Reason ?? (status is RegionStatus.PartiallyFailed ? DeletionsFailed : null);
        return result with { Status = status, Reason = reason, Message = MessageOf(result, why) };
    }

    /// <summary>Several regions in one entry, with their worst status: for a result that would grow too large.</summary>
    public static RegionResult SummedUp(IReadOnlyCollection<RegionResult> regions, bool dryRun)
    {
        var worst = regions.MaxBy(region => RunConclusion.Badness(region.Status))!;
        var sum = Tally.Sum(regions, dryRun);
        return new RegionResult
        {
            Account = "several",
            Region = Invariant($"{regions.Count} more"),
            Status = worst.Status,
            Reason = worst.Reason,
            Message = $"{worst.Region}: {worst.Message}",
            Fence = worst.Fence,
            Scanned = sum.Scanned,
            InScope = sum.InScope,
            Deleted = sum.Deleted,
            WouldDelete = sum.WouldDelete,
            Marked = sum.Marked,
            WouldMark = sum.WouldMark,
            AlreadyGone = sum.AlreadyGone,
            Failed = sum.Failed,
            NotAttempted = sum.NotAttempted,
            Remaining = sum.Remaining,
            Kept = sum.Kept,
            FullSizeBytes = sum.FullSizeBytes,
            WouldRefuse = regions.Any(region => region.WouldRefuse),
            SkippedGuards = worst.SkippedGuards,
        };
    }

    /// <summary>The reason of a plan whose share is too large.</summary>
    public const string TooLargeReason = "MaxDeletePercent";

    private const string Fence = "off";

    private const string DeletionsFailed = nameof(DeletionsFailed);

    private RegionResult Planned(Plan plan, IReadOnlyList<Deletion> deletions, RegionStatus status, string? reason, string message) =>
        Tally.Of(plan, deletions).CompleteIn(
            NotPlanned(status, reason: "", message) with
            {
                Reason = reason,
                PlanDigest = plan.Digest,
                Failures = [.. deletions.Where(deletion => deletion.Failure is not null).Take(RegionResult.ListLimit).Select(deletion => deletion.Failure!)],
                Sample =
                [
                    .. deletions.Where(deletion => deletion.Outcome is DeletionOutcome.Deleted or DeletionOutcome.WouldDelete)
                        .Take(RegionResult.ListLimit)
                        .Select(deletion => deletion.Snapshot)
                        .Select(snapshot => new SampledSnapshot(snapshot.Id, snapshot.StartTime, snapshot.VolumeId, snapshot.VolumeSizeGiB)),
                ],
            },
            plan,
            DryRun);

    private static (RegionStatus Status, Stop Why) Judge(RegionResult result, Stop stop) => result switch
    {
        { Failed: > 0 } => (RegionStatus.PartiallyFailed, stop),
        { NotAttempted: > 0 } => (RegionStatus.Incomplete, stop),
        { Remaining: > 0 } => (RegionStatus.Incomplete, Stop.Cap),
        _ => (RegionStatus.Succeeded, Stop.None),
    };

    private static string MessageOf(RegionResult result, Stop why)
    {
        var message = Invariant($"Deleted {result.Deleted:N0} of {result.Scanned:N0} snapshots");
        if (result.Failed > 0) message += Invariant($"; {result.Failed:N0} failed for good");
        if (result.Remaining > 0) message += Invariant($"; {result.Remaining:N0} more remain to be deleted");
        return why.Clause is { } clause ? $"{message}, {clause}." : $"{message}.";
    }

    private static string BehindTheCap(Plan plan) =>
        plan.Candidates.Count > plan.Planned ? Invariant($"; {plan.Candidates.Count - plan.Planned:N0} more wait behind maxDeletions") : "";

    private static string TooLargeMessage(Plan plan, int maxDeletePercent, string consequence) =>
        Invariant($"{consequence}: the plan deletes {plan.Planned:N0} of {plan.InScope:N0} snapshots in scope, more than maxDeletePercent ({maxDeletePercent} %).");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
