using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Reports;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>
/// Cleans one account's region: read, plan, check, apply. A failure is a result too, so that one region never stops or delays another.
/// </summary>
internal sealed class RegionRun(RunContext run, TargetAccount account, string region, RegionLog log, Approvals approvals)
{
    // Those that turn out to be gone, or kept after all, take no turn.
    private const int MostWithoutTurn = 1000;

    // However little memory is left, so that a night in which many regions are cleaned at once gets on in each of them.
    private const int LeastDue = 200;

    private RunSettings _settings = run.Settings;
    private ApprovedPlan? _approved;
    private readonly RegionReports _reports = run.Reports.Of(account.Id, region);
    private RegionFacts _facts = RegionFacts.None;

    /// <summary>The region's result.</summary>
    public async Task<RegionResult> RunAsync()
    {
        RegionAccess? access = null;
        RegionResult? done = null;
        var failed = await RegionFailure.CatchAsync(
            async untilDeadline =>
            {
                await TakeApprovalAsync(untilDeadline);
                access = new RegionAccess(
                    _settings, run.Access, account, region, new AccountSessions(run.Access, account, untilDeadline), log);
                done = await CleanAsync(access, untilDeadline);
            },
            run.Deadline,
            () => ResultOf(access),
            log);
        var result = failed ?? done!;
        log.Finished(result);
        return result;
    }

    /// <summary>With an approval of an earlier run, only what its plan of this region had, and people approved, may go.</summary>
    private async Task TakeApprovalAsync(CancellationToken untilDeadline)
    {
        if (run.Approved is null) return;
        _approved = await run.Approved.InAsync(account.Id, region, untilDeadline);
        _settings = _settings with { Safeguards = _approved.Onto(_settings.Safeguards) };
    }

    private ApprovalResult? ApprovalIn(Plan plan)
    {
        if (_approved is null) return null;
        var changes = _approved.ChangesIn(plan);
        foreach (var change in changes) log.ApprovalChanged(change);
        return ApprovalResult.Of(_approved, changes);
    }

    private RegionResultBuilder ResultOf(RegionAccess? access) =>
        run.ResultOf(account, region) with { Fence = access?.Report ?? FenceReport.Off, Facts = _facts };

    private async Task<RegionResult> CleanAsync(RegionAccess access, CancellationToken untilDeadline)
    {
        using var session = await access.OpenAsync();
        using var share = run.Budget.Enter();
        var sharing = _settings.Safeguards.Asks(Guard.Sharing)
            ? new SharingCheck(session.Ec2, account.Id, run.Deadline, run.Time, run.Random, log)
            : null;
        var (plan, verdict) = await DecideAsync(session, access, sharing, share, untilDeadline);
        var result = ResultOf(access);
        if (_settings.DryRun)
        {
            var undo = await new DryRunUndo(session.Ec2, run.Time).OfAsync(plan, _settings.Safeguards.RecycleBin, untilDeadline);
            return DryRun(plan, verdict, result with { Facts = result.Facts with { Undo = undo } });
        }

        if (verdict.Reason is { } reason) return result.Stopped(plan, verdict.Status, reason, verdict.Message);
        return await ApplyAsync(session.Ec2, plan, sharing, isFenced: verdict.State is FenceState.Verified, result);
    }

    /// <summary>Takes marks off, and carries the plan out unless it is too large.</summary>
    private async Task<RegionResult> ApplyAsync(IEc2 ec2, Plan plan, SharingCheck? sharing, bool isFenced, RegionResultBuilder result)
    {
        using var callsInFlight = run.Deadline.CancelCallsInFlight();
        var tagCall = new RetryingCall(TagPace.Start(run.Time), run.Deadline, run.Time, run.Random, log.Throttled);
        var (unmarked, unmarkingStop) = await new MarkRemover(ec2, tagCall, log).RunAsync(plan, callsInFlight.Token);
        var (untagged, _) = await new LeftoverTagging(ec2, tagCall, log).RunAsync(plan, run.Time.GetUtcNow(), callsInFlight.Token);
        result = result with { Facts = result.Facts with { LeftoversNotTagged = untagged } };
        if (plan.IsTooLarge) return result.TooLarge(plan, _settings.Safeguards.MaxDeletePercent, unmarked);

        var execution = new PlanExecution(
            ec2, sharing, _settings, tagCall, run.Deadline, run.Time, run.Random, log, _reports)
        {
            IsFenced = isFenced,
            RetiredTags = new RetiredTags(ec2, run.RunTag),
        };
        var (outcomes, notHeld, executionStop, undo) = await execution.RunAsync(plan);
        result = result with { Facts = result.Facts with { Undo = undo, IsRunTagDenied = execution.RetiredTags.IsRunDenied } };
        var stop = EarlyStop.Worse(unmarkingStop, executionStop);
        if (stop == EarlyStop.Deadline) log.DeadlineReached();
        return result.Real(plan, outcomes, stop, unmarked, notHeld);
    }

    /// <summary>
    /// Reads, plans and checks. Afterwards only snapshots that still have a part in the run are in memory; the plan counts the others.
    /// </summary>
    private async Task<(Plan Plan, FenceVerdict Verdict)> DecideAsync(
        RegionSession session, RegionAccess access, SharingCheck? sharing, MemoryBudget.Share share, CancellationToken untilDeadline)
    {
        var ec2 = session.Ec2;
        var history = _settings.Safeguards.LaunchTemplateVersions is LaunchTemplateVersions.All
            ? new LaunchTemplateHistory(ec2, run.Deadline, run.Time, run.Random, log)
            : null;
        var inventory = await new InventoryReader(
            ec2, _settings.PlanInputs, mayBeDenied: _settings.WantsAllRegions, share, history, log).ReadAsync(untilDeadline);
        approvals.Saw(inventory.Snapshots);
        var guards = new CandidateGuards(ec2, sharing, _settings.PlanInputs, log);
        var plan = await guards.AskAsync(run.Plan(inventory, _settings.PlanInputs, run.Time.GetUtcNow(), untilDeadline), untilDeadline);
        log.Scanned(plan);
        _facts = RegionFacts.Of(plan, inventory, _settings.PlanInputs, _settings.DryRun, untilDeadline) with
        {
            SharingDenied = sharing?.Denied ?? 0,
            Approval = ApprovalIn(plan),
        };
        var verdict = await access.TryAsync(session, inventory.Snapshots, plan.Candidates, untilDeadline);
        await _reports.PutPlanAsync(
            plan, _settings, snapshot => sharing is not null && !sharing.HasAsked(snapshot), run.Time.GetUtcNow());
        return (plan.ToExecute(MostDue(plan, share)), verdict);
    }

    /// <summary>
    /// The number of due snapshots to keep in memory. A dry run names all of them; a real run only counts those that cannot have a turn.
    /// </summary>
    private int MostDue(Plan plan, MemoryBudget.Share share)
    {
        var others = plan.ToMark.Count + plan.ToUnmark.Count;
        if (_settings.DryRun) return share.KeepPlanned(others + plan.DueCount, atLeast: others + plan.DueCount) - others;
        var turns = _settings.DeleteBurst + (_settings.DeleteRatePerSecond * run.Deadline.Left.TotalSeconds);
        var due = (int)Math.Min(plan.DueCount, MostWithoutTurn + (turns * 1.25));
        return share.KeepPlanned(others + due, atLeast: others + Math.Min(due, LeastDue)) - others;
    }

    private RegionResult DryRun(Plan plan, FenceVerdict verdict, RegionResultBuilder result)
    {
        SnapshotOutcome[] outcomes =
        [
            .. plan.Due.Take(plan.Planned).Select(SnapshotOutcome.WouldDelete),
            .. plan.Due.Skip(plan.Planned).Select(snapshot => SnapshotOutcome.Kept(snapshot, Reason.OverCap)),
            .. plan.ToMark.Select(SnapshotOutcome.WouldMark),
        ];
        foreach (var outcome in outcomes) log.Outcome(outcome);
        foreach (var snapshot in plan.ToMark) log.Marked(snapshot, plan.NewMark);
        return verdict.Reason is { } reason
            ? result.WouldStop(plan, outcomes, verdict.Status, reason, verdict.Message)
            : result.Dry(plan, outcomes, _settings.Safeguards.MaxDeletePercent);
    }
}
