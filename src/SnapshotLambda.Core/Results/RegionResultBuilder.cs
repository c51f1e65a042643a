using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;

namespace SnapshotLambda.Core.Results;

/// <summary>Turns what happened in one account's region into its result. Pure; every count comes from a <see cref="SnapshotCounter"/>.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="DryRun">Whether nothing was to be changed.</param>
/// <param name="SkippedGuards">Guards that the settings leave out.</param>
internal sealed record RegionResultBuilder(string Account, string Region, bool DryRun, IReadOnlyList<string> SkippedGuards)
{
    /// <summary>What is known of its fence.</summary>
    public FenceReport Fence { get; init; } = FenceReport.Off;

    /// <summary>What it tells for the run's notes, but for the fence.</summary>
    public RegionFacts Facts { get; init; } = RegionFacts.None;

    /// <summary>A region that was not planned: it could not be read, or was not let.</summary>
    public RegionResult NotPlanned(RegionStatus status, string reason, string message) =>
        Uncounted(status, reason, message) with
        {
            Deleted = DryRun ? null : 0,
            WouldDelete = DryRun ? 0 : null,
            Marked = DryRun ? null : 0,
            WouldMark = DryRun ? 0 : null,
            WouldRefuse = DryRun && status is RegionStatus.Refused,
        };

    /// <summary>A region whose plan deletes a larger share than <c>maxDeletePercent</c>: nothing was deleted.</summary>
    public RegionResult TooLarge(Plan plan, int maxDeletePercent, MarkRemovalCounts unmarking = default) =>
        Planned(
            plan,
            [],
            new NotHeld(plan.CandidateCount, OverCap: 0),
            RegionStatus.Refused,
            TooLargeReason,
            TooLargeMessage(plan, maxDeletePercent, "Nothing was deleted", unmarking));

    /// <summary>A region's real run that was planned, and stopped before any deletion.</summary>
    public RegionResult Stopped(Plan plan, RegionStatus status, string reason, string message) =>
        Planned(plan, [], new NotHeld(plan.CandidateCount, OverCap: 0), status, reason, message);

    /// <summary>A region's dry run whose plan a real run would stop before any deletion.</summary>
    public RegionResult WouldStop(Plan plan, IReadOnlyList<SnapshotOutcome> deletions, RegionStatus status, string reason, string message) =>
        Planned(plan, deletions, notHeld: default, status, reason, message) with { WouldRefuse = true };

    /// <summary>A region's dry run: what a real run would do.</summary>
    public RegionResult Dry(Plan plan, IReadOnlyList<SnapshotOutcome> deletions, int maxDeletePercent) =>
        Planned(
            plan,
            deletions,
            notHeld: default,
            RegionStatus.Succeeded,
            plan.IsTooLarge ? TooLargeReason : null,
            plan.IsTooLarge
                ? TooLargeMessage(plan, maxDeletePercent, "A real run would be refused", unmarking: default)
                : WouldMessage(plan))
        with
        { WouldRefuse = plan.IsTooLarge };

    /// <summary>A region's real run.</summary>
    public RegionResult Real(Plan plan, IReadOnlyList<SnapshotOutcome> deletions, EarlyStop stop, MarkRemovalCounts unmarking = default, NotHeld notHeld = default)
    {
        var result = Planned(plan, deletions, notHeld, RegionStatus.Succeeded, reason: null, message: "");
        var (status, why) = Judge(result, stop, unmarking);
        var reason = why.Reason ?? (status is RegionStatus.PartiallyFailed ? result.Failed > 0 ? SomeFailed : MarksLeft : null);
        return result with { Status = status, Reason = reason, Message = RealMessage(plan, result with { Status = status }, why, unmarking) };
    }

    /// <summary>Several regions in one entry, with their worst status: for a result that would grow too large.</summary>
    public static RegionResult SummedUp(IReadOnlyCollection<RegionResult> regions, bool dryRun)
    {
        var worst = RunResultBuilder.Worst(regions);
        var sum = SnapshotCounter.Sum(regions, dryRun);
        return new RegionResult
        {
            Account = "several",
            Region = Invariant($"{regions.Count} more"),
            Status = worst.Status,
            Reason = worst.Reason,
            Message = $"{PlaceName.Of(worst, [.. regions])}: {worst.Message}",
            Fence = worst.Fence,
            FenceOmits = worst.FenceOmits,
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

    /// <summary>The reason where single deletions or marks failed, and nothing that concerns others did.</summary>
    public const string SomeFailed = "DeletionsFailed";

    private const string MarksLeft = nameof(MarksLeft);

    private RegionResult Planned(Plan plan, IReadOnlyList<SnapshotOutcome> deletions, NotHeld notHeld, RegionStatus status, string? reason, string message) =>
        SnapshotCounter.Of(plan, deletions, notHeld).CompleteIn(
            Uncounted(status, reason, message) with
            {
                PlanDigest = plan.Digest,
                Failures = [.. deletions.Where(deletion => deletion.Failure is not null).Take(RegionResult.ListLimit).Select(deletion => deletion.Failure!)],
                Sample =
                [
                    .. deletions.Where(deletion => deletion.Kind is OutcomeKind.Deleted or OutcomeKind.WouldDelete)
                        .Take(RegionResult.ListLimit)
                        .Select(deletion => deletion.Snapshot)
                        .Select(snapshot => new SampledSnapshot(snapshot.Id, snapshot.StartTime, snapshot.VolumeId, snapshot.VolumeSizeGiB, snapshot.AtMostBytes)),
                ],
            },
            plan,
            DryRun);

    private RegionResult Uncounted(RegionStatus status, string? reason, string message) => new()
    {
        Account = Account,
        Region = Region,
        Status = status,
        Reason = reason,
        Message = message,
        Fence = Fence.Name,
        FenceOmits = Fence.ListedOmits,
        SkippedGuards = SkippedGuards,
        Facts = Facts with { FenceGap = Fence.Gap },
    };

    private static (RegionStatus Status, EarlyStop Why) Judge(RegionResult result, EarlyStop stop, MarkRemovalCounts unmarking) => result switch
    {
        { Failed: > 0 } => (RegionStatus.PartiallyFailed, stop),
        _ when stop.IsFault => (RegionStatus.PartiallyFailed, stop),

        // A mark left on promises less than its snapshot is due: one that nobody hears of would be deleted without grace one day.
        _ when unmarking.Left > 0 && stop.Reason is null => (RegionStatus.PartiallyFailed, stop),
        { NotAttempted: > 0 } => (RegionStatus.Incomplete, stop),
        { Remaining: > 0 } => (RegionStatus.Incomplete, EarlyStop.Cap),
        _ when stop.Reason is not null => (RegionStatus.Incomplete, stop),
        _ => (RegionStatus.Succeeded, EarlyStop.None),
    };

    private static string RealMessage(Plan plan, RegionResult result, EarlyStop why, MarkRemovalCounts unmarking)
    {
        var scanned = Invariant($"{result.Scanned:N0} snapshots");
        var marked = Invariant($"{result.Marked:N0}");
        var later = $"to be deleted after {plan.NewMark}";
        var message = result switch
        {
            { Marked: 0 } => Invariant($"Deleted {result.Deleted:N0} of {scanned}"),
            { Deleted: 0 } => $"Marked {marked} of {scanned} {later}",
            _ => Invariant($"Deleted {result.Deleted:N0} of {scanned}; marked {marked} {later}"),
        };
        message += UnmarkedMessage(unmarking);
        if (result.Failed > 0) message += Invariant($"; {result.Failed:N0} failed for good");
        if (result.Remaining > 0) message += Invariant($"; {result.Remaining:N0} more remain{(plan.ToMark.Count == 0 ? " to be deleted" : "")}{Estimate(result, why)}");
        return why.Clause is { } clause ? $"{message}{(result.Remaining > 0 ? ", since" : ";")} {clause}." : $"{message}.";
    }

    /// <summary>How many runs that do as much as this one it takes; nothing where this one did nothing, or would fail again.</summary>
    private static string Estimate(RegionResult result, EarlyStop why)
    {
        var done = (result.Deleted ?? 0) + (why == EarlyStop.Cap ? 0 : result.Marked ?? 0);
        if (result.Status is not RegionStatus.Incomplete || done == 0) return "";
        var runs = (result.Remaining + done - 1) / done;
        return runs == 1 ? " (one more run like this one)" : Invariant($" (about {runs:N0} more runs like this one)");
    }

    private static string WouldMessage(Plan plan)
    {
        var message = Invariant($"{plan.Planned:N0} of {plan.Scanned:N0} snapshots would be deleted");
        if (plan.Due.Count > plan.Planned) message += Invariant($"; {plan.Due.Count - plan.Planned:N0} more wait behind maxDeletions");
        if (plan.ToMark.Count > 0) message += Invariant($"; {plan.ToMark.Count:N0} would be marked to be deleted after {plan.NewMark}");
        if (plan.ToUnmark.Count > 0) message += Invariant($"; marks to be taken off: {plan.ToUnmark.Count:N0}");
        return $"{message}.";
    }

    private static string TooLargeMessage(Plan plan, int maxDeletePercent, string consequence, MarkRemovalCounts unmarking) =>
        Invariant($"{consequence}: the plan deletes {plan.Planned:N0} of {plan.InScope:N0} snapshots in scope, more than maxDeletePercent ({maxDeletePercent} %){UnmarkedMessage(unmarking)}.");

    private static string UnmarkedMessage(MarkRemovalCounts unmarking)
    {
        var takenOff = unmarking.TakenOff > 0 ? Invariant($"; marks taken off: {unmarking.TakenOff:N0}") : "";
        return unmarking.Left > 0 ? Invariant($"{takenOff}; marks that could not be taken off: {unmarking.Left:N0}") : takenOff;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
