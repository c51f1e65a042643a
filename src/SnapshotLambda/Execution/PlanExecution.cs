using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Reports;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Execution;

/// <summary>Carries out a plan that has passed every check: marks go on first, then what is due is deleted.</summary>
internal sealed class PlanExecution(
    IEc2 ec2,
    SharingCheck? sharing,
    RunSettings settings,
    RetryingCall tagCall,
    Deadline deadline,
    TimeProvider time,
    Random random,
    RegionLog log,
    RegionReports reports)
{
    /// <summary>Whether AWS was seen to refuse what must stay.</summary>
    public bool IsFenced { get; init; }

    /// <summary>The outcomes of a plan that was accepted.</summary>
    /// <exception cref="InvalidOperationException">The plan is too large.</exception>
    public async Task<ExecutionResult> RunAsync(Plan plan)
    {
        if (plan.IsTooLarge) throw new InvalidOperationException("A plan that is too large is not carried out.");
        using var callsInFlight = deadline.CancelCallsInFlight();
        var (marks, markingStop) = await new Marking(ec2, tagCall, log) { IsFenced = IsFenced }.RunAsync(plan, callsInFlight.Token);
        var (deletions, notHeld, deletionStop) = await DeletionLoopOf(plan).RunAsync(plan.Due, plan.DueCount, plan.Cap);
        return new ExecutionResult([.. deletions, .. marks], notHeld, EarlyStop.Worse(markingStop, deletionStop));
    }

    private DeletionLoop DeletionLoopOf(Plan plan)
    {
        var rate = new AdaptiveRateLimiter(settings.DeleteBurst, settings.DeleteRatePerSecond, time, log.PaceRecovered);
        var call = new RetryingCall(rate, deadline, time, random, log.Throttled);
        var deleter = new SnapshotDeleter(ec2, sharing, call) { IsFenced = IsFenced };
        var recycleBin = new RecycleBinTagging(
            settings.Safeguards.RecycleBin,
            new TagBatches(tagCall, TagChange.Set(ec2, new Tag(OwnTags.Retired, OwnTags.RetiredValue))),
            new RecycleBinCheck(ec2, time, log))
        { IsFenced = IsFenced };
        var lookAhead = new LookAhead(ec2, plan.LastLook, log, reports);
        return new DeletionLoop(deleter, lookAhead, recycleBin, new DenialProbe(call, ec2.DenialOfDeletionAsync), rate, deadline, log)
        {
            // With grace the trial may have been of candidates that are only to be marked.
            OneWasLet = IsFenced && plan.ToMark.Count == 0,
        };
    }
}
