using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Execution;

/// <summary>
/// Carries a region's plan out. Marks come off first, so that nothing that was saved stays marked if time runs out, or if the plan
/// is too large to go on with; then marks go on, then what is due is deleted.
/// </summary>
internal sealed class PlanExecution(IEc2 ec2, SharingCheck? sharing, RunSettings settings, Deadline deadline, TimeProvider time, Random random, RegionLog log)
{
    // EC2 allows 100 and 10 a second for tags, per account and region, shared with everyone.
    private const int TagBurst = 80;
    private const double TagRatePerSecond = 8;

    /// <summary>Whether AWS was seen to refuse what must stay.</summary>
    public bool IsFenced { get; init; }

    /// <summary>The region's result. The plan has passed every check before.</summary>
    public async Task<RegionResult> RunAsync(Plan plan, RegionResultBuilder conclusion)
    {
        using var callsInFlight = deadline.CancelCallsInFlight();
        var tagCall = new RetryingCall(new AdaptiveRateLimiter(TagBurst, TagRatePerSecond, time), deadline, time, random, log.Throttled);
        var marking = new Marking(ec2, tagCall, log) { IsFenced = IsFenced };
        var (unmarking, unmarkingStop) = await marking.UnmarkAsync(plan, callsInFlight.Token);
        if (plan.IsTooLarge) return conclusion.TooLarge(plan, settings.Safeguards.MaxDeletePercent, unmarking);
        var (marks, markingStop) = await marking.MarkAsync(plan, callsInFlight.Token);

        var pace = new AdaptiveRateLimiter(settings.DeleteBurst, settings.DeleteRatePerSecond, time, log.PaceRecovered);
        var deletion = new SnapshotDeleter(ec2, sharing, new RetryingCall(pace, deadline, time, random, log.Throttled)) { IsFenced = IsFenced };
        var retirement = new RecycleBinTagging(
            settings.Safeguards.RecycleBin,
            new TagBatches(tagCall, TagChange.Set(ec2, new Tag(OwnTags.Retired, OwnTags.RetiredValue))),
            new RecycleBinCheck(ec2, time, log))
        { IsFenced = IsFenced };
        var (deletions, notHeld, stop) = await new DeletionLoop(deletion, new LookAhead(ec2, plan.LastLook, log), retirement, new DenialProbe(ec2, pace, deadline), pace, deadline, log)
        {
            // With grace the trial may have been of candidates that are only to be marked.
            OneWasLet = IsFenced && plan.ToMark.Count == 0,
        }.RunAsync(plan.Due, plan.DueCount, plan.Cap);
        var worst = EarlyStop.Worse(EarlyStop.Worse(unmarkingStop, markingStop), stop);
        if (worst == EarlyStop.Deadline) log.DeadlineReached();
        return conclusion.Real(plan, [.. deletions, .. marks], worst, unmarking, notHeld);
    }
}
