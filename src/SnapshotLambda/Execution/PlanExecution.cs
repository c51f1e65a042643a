using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
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
    private readonly RecycleBinCheck _binCheck = new(ec2, time, log);

    /// <summary>Whether AWS was seen to refuse what must stay.</summary>
    public bool IsFenced { get; init; }

    /// <summary>The tags of what goes into the Recycle Bin.</summary>
    public required RetiredTags RetiredTags { get; init; }

    /// <summary>The outcomes of a plan that was accepted.</summary>
    /// <exception cref="InvalidOperationException">The plan is too large.</exception>
    public async Task<ExecutionResult> RunAsync(Plan plan)
    {
        if (plan.IsTooLarge) throw new InvalidOperationException("A plan that is too large is not carried out.");
        using var callsInFlight = deadline.CancelCallsInFlight();
        var (marks, markingStop) = await new Marking(ec2, tagCall, log) { IsFenced = IsFenced }.RunAsync(plan, callsInFlight.Token);
        var (deletions, notHeld, deletionStop) = await DeletionLoopOf(plan).RunAsync(plan.Due, plan.DueCount, plan.Cap);
        return new ExecutionResult(
            [.. deletions, .. marks],
            notHeld,
            EarlyStop.Worse(markingStop, deletionStop),
            await UndoOfAsync(deletions, deletionStop, callsInFlight.Token));
    }

    /// <summary>
    /// Looks one of the deleted snapshots up in the Recycle Bin, unless that was done before: so that people know before they need it.
    /// </summary>
    private async Task<UndoFacts> UndoOfAsync(
        IReadOnlyList<SnapshotOutcome> deletions, EarlyStop? stop, CancellationToken callsInFlight)
    {
        // Nothing can be restored of a snapshot whose creation failed.
        var deleted = deletions.Where(outcome => outcome.Kind is OutcomeKind.Deleted && outcome.Snapshot.State is not SnapshotState.Error)
            .Select(outcome => outcome.Snapshot.Id)
            .ToList();
        if (deleted.Count == 0) return default;
        var state = settings.Safeguards.RecycleBin is RecycleBin.Off ? UndoState.Off
            : _binCheck.Found is not null ? UndoState.InBin
            : stop?.Reason is StopReason.NotInRecycleBin ? UndoState.NotInBin
            : await _binCheck.TellAsync(deleted[0], callsInFlight);
        return new UndoFacts(state, deleted.Count, _binCheck.Found?.LeavesAt);
    }

    private DeletionLoop DeletionLoopOf(Plan plan)
    {
        var rate = new AdaptiveRateLimiter(settings.DeleteBurst, settings.DeleteRatePerSecond, time, log.PaceRecovered);
        var call = new RetryingCall(rate, deadline, time, random, log.Throttled);
        var deleter = new SnapshotDeleter(ec2, sharing, call) { IsFenced = IsFenced };
        var recycleBin = new RecycleBinTagging(
            settings.Safeguards.RecycleBin,
            new TagBatches(tagCall, RetiredTags.Change),
            _binCheck)
        { IsFenced = IsFenced };
        var lookAhead = new LookAhead(ec2, plan.LastLook, log, reports);
        return new DeletionLoop(deleter, lookAhead, recycleBin, new DenialProbe(call, ec2.DenialOfDeletionAsync), rate, deadline, log)
        {
            // With grace the trial may have been of candidates that are only to be marked.
            OneWasLet = IsFenced && plan.ToMark.Count == 0,
        };
    }
}
