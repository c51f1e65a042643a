using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Results;

/// <summary>Makes the result of one account's region. Pure; every count comes from <see cref="SnapshotCounter"/>.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="DryRun">Whether nothing was to be changed.</param>
/// <param name="SkippedGuards">Guards that the settings leave out.</param>
internal sealed record RegionResultBuilder(string Account, string Region, bool DryRun, IReadOnlyList<string> SkippedGuards)
{
    /// <summary>The state of its fence.</summary>
    public FenceReport Fence { get; init; } = FenceReport.Off;

    /// <summary>Its facts for the run's notes, but for the fence.</summary>
    public RegionFacts Facts { get; init; } = RegionFacts.None;

    /// <summary>A region that was not planned: it could not be read, or was not allowed to be.</summary>
    public RegionResult NotPlanned(RegionStatus status, string reason, string message) =>
        Result(SnapshotCounts.None(DryRun), status, reason, message) with { WouldRefuse = DryRun && status is RegionStatus.Refused };

    /// <summary>A region whose plan deletes a larger share than <c>maxDeletePercent</c>: nothing was deleted.</summary>
    public RegionResult TooLarge(Plan plan, int maxDeletePercent, MarkRemovalCounts unmarked = default) =>
        Planned(
            plan,
            [],
            new NotHeld(plan.CandidateCount, OverCap: 0),
            RegionStatus.Refused,
            StopReason.MaxDeletePercent,
            TooLargeMessage(plan, maxDeletePercent, "Nothing was deleted", unmarked));

    /// <summary>A region's real run that was planned, and stopped before any deletion.</summary>
    public RegionResult Stopped(Plan plan, RegionStatus status, string reason, string message) =>
        Planned(plan, [], new NotHeld(plan.CandidateCount, OverCap: 0), status, reason, message);

    /// <summary>A region's dry run whose plan a real run would stop before any deletion.</summary>
    public RegionResult WouldStop(Plan plan, IReadOnlyList<SnapshotOutcome> outcomes, RegionStatus status, string reason, string message) =>
        Planned(plan, outcomes, notHeld: default, status, reason, message) with { WouldRefuse = true };

    /// <summary>A region's dry run: what a real run would do.</summary>
    public RegionResult Dry(Plan plan, IReadOnlyList<SnapshotOutcome> outcomes, int maxDeletePercent) =>
        Planned(
            plan,
            outcomes,
            notHeld: default,
            RegionStatus.Succeeded,
            plan.IsTooLarge ? StopReason.MaxDeletePercent : null,
            plan.IsTooLarge
                ? TooLargeMessage(plan, maxDeletePercent, "A real run would be refused", unmarked: default)
                : WouldMessage(plan))
        with
        { WouldRefuse = plan.IsTooLarge };

    /// <summary>A region's real run.</summary>
    public RegionResult Real(
        Plan plan,
        IReadOnlyList<SnapshotOutcome> outcomes,
        EarlyStop? stop,
        MarkRemovalCounts unmarked = default,
        NotHeld notHeld = default)
    {
        var result = Planned(plan, outcomes, notHeld, RegionStatus.Succeeded, reason: null, message: "");
        var (status, why) = Judge(result, stop, unmarked);
        var reason = why?.Reason
            ?? (status is not RegionStatus.PartiallyFailed ? null : result.Failed > 0 ? StopReason.DeletionsFailed : StopReason.MarksLeft);
        result = result with { Status = status, Reason = reason };
        return result with { Message = RealMessage(plan, result, why, unmarked) };
    }

    /// <summary>Several regions in one entry, with their worst status: for a result that would grow too large.</summary>
    public static RegionResult SummedUp(IReadOnlyCollection<RegionResult> regions, bool dryRun)
    {
        var worst = RunResultBuilder.Worst(regions);
        return new RegionResult(Totals.Of(regions, dryRun))
        {
            Account = "several",
            Region = Invariant($"{regions.Count} more"),
            Status = worst.Status,
            Reason = worst.Reason,
            Message = $"{PlaceName.Of(worst, [.. regions])}: {worst.Message}",
            Fence = worst.Fence,
            FenceOmits = worst.FenceOmits,
            FencePolicies = worst.FencePolicies,
            WouldRefuse = regions.Any(region => region.WouldRefuse),
            SkippedGuards = worst.SkippedGuards,
        };
    }

    private RegionResult Planned(
        Plan plan, IReadOnlyList<SnapshotOutcome> outcomes, NotHeld notHeld, RegionStatus status, string? reason, string message) =>
        Result(SnapshotCounter.Count(plan, outcomes, DryRun, notHeld), status, reason, message) with
        {
            PlanDigest = plan.Digest,
            ByPolicy = SnapshotCounter.CountByPolicy(plan, outcomes, DryRun, notHeld),
            Failures = [.. outcomes.Select(outcome => outcome.Failure).OfType<SnapshotFailure>().Take(RegionResult.ListLimit)],
            Sample =
            [
                .. outcomes.Where(outcome => outcome.Kind is OutcomeKind.Deleted or OutcomeKind.WouldDelete)
                    .Take(RegionResult.ListLimit)
                    .Select(outcome => outcome.Snapshot)
                    .Select(Sampled),
            ],
        };

    private static SampledSnapshot Sampled(Snapshot snapshot) =>
        new(snapshot.Id, snapshot.StartTime, snapshot.VolumeId, snapshot.VolumeSizeGiB, snapshot.AtMostBytes);

    private RegionResult Result(SnapshotCounts counts, RegionStatus status, string? reason, string message) => new(counts)
    {
        Account = Account,
        Region = Region,
        Status = status,
        Reason = reason,
        Message = message,
        Fence = Fence.Name,
        FenceOmits = Fence.ListedOmits,
        FencePolicies = Fence.NamedPolicies,
        SkippedGuards = SkippedGuards,
        Approval = Facts.Approval,
        Facts = Facts with { FenceGap = Fence.Gap },
    };

    private static (RegionStatus Status, EarlyStop? Why) Judge(RegionResult done, EarlyStop? stop, MarkRemovalCounts marks) => done switch
    {
        { Failed: > 0 } => (RegionStatus.PartiallyFailed, stop),
        _ when stop is { IsFault: true } => (RegionStatus.PartiallyFailed, stop),

        // A mark left on promises less than its snapshot is due: one that nobody hears of would be deleted without grace one day.
        _ when marks.Left > 0 && stop is null => (RegionStatus.PartiallyFailed, stop),
        { NotAttempted: > 0 } => (RegionStatus.Incomplete, stop),
        { Remaining: > 0 } => (RegionStatus.Incomplete, EarlyStop.Cap),
        _ when stop is not null => (RegionStatus.Incomplete, stop),
        _ => (RegionStatus.Succeeded, null),
    };

    private static string RealMessage(Plan plan, RegionResult result, EarlyStop? why, MarkRemovalCounts unmarked)
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
        message += UnmarkedMessage(unmarked);
        if (result.Failed > 0) message += Invariant($"; {result.Failed:N0} failed for good");
        if (result.Remaining > 0)
        {
            message += Invariant(
                $"; {result.Remaining:N0} more remain{(plan.ToMark.Count == 0 ? " to be deleted" : "")}{Estimate(result, why)}");
        }

        return why?.Clause is { } clause ? $"{message}{(result.Remaining > 0 ? ", since" : ";")} {clause}." : $"{message}.";
    }

    /// <summary>How many runs that do as much as this one it takes; nothing where this one did nothing, or would fail again.</summary>
    private static string Estimate(RegionResult result, EarlyStop? why)
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

    private static string TooLargeMessage(Plan plan, int maxDeletePercent, string consequence, MarkRemovalCounts unmarked)
    {
        var (policy, inScope, planned) = plan.TooLarge ?? plan.Share;
        var whose = policy is null ? "" : $" of the policy {policy}";
        return Invariant($"{consequence}: the plan deletes {planned:N0} of {inScope:N0} snapshots in scope{whose}, ")
            + Invariant($"more than maxDeletePercent ({maxDeletePercent} %){UnmarkedMessage(unmarked)}.");
    }

    private static string UnmarkedMessage(MarkRemovalCounts unmarked)
    {
        var takenOff = unmarked.TakenOff > 0 ? Invariant($"; marks taken off: {unmarked.TakenOff:N0}") : "";
        return unmarked.Left > 0 ? Invariant($"{takenOff}; marks that could not be taken off: {unmarked.Left:N0}") : takenOff;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
