using SnapshotLambda.Access;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>
/// Cleans one account's region: read, plan, check, apply. Whatever happens is a result, so that one region never stops
/// or delays another.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="account">The account.</param>
/// <param name="region">The region's name.</param>
/// <param name="log">The region's log.</param>
/// <param name="approvals">Is told which approved snapshots the region holds.</param>
internal sealed class RegionRun(RunContext run, TargetAccount account, string region, RegionLog log, Approvals approvals)
{
    // Those that turn out to be gone, or kept after all, take no turn.
    private const int MostWithoutTurn = 1000;

    // However little memory is left, so that a night in which many regions are cleaned at once gets on in each of them.
    private const int LeastDue = 200;

    private readonly RunSettings settings = run.Settings;
    private RegionFacts _facts = RegionFacts.None;

    /// <summary>The region's result.</summary>
    public async Task<RegionResult> RunAsync()
    {
        using var untilDeadline = run.Deadline.CancelWhenReached();
        RegionAccess? fence = null;
        RegionResult result;
        try
        {
            fence = new RegionAccess(settings, run.Access, account, region, new AccountSessions(run.Access, account, untilDeadline.Token), log);
            result = await CleanAsync(fence, untilDeadline.Token);
        }
        catch (Exception exception)
        {
            result = RegionFailure.Of(exception, Conclude(fence), log, untilDeadline.IsCancellationRequested);
        }

        log.Finished(result);
        return result;
    }

    private RegionResultBuilder Conclude(RegionAccess? fence) =>
        new(account.Id, region, settings.DryRun, [.. settings.Safeguards.SkipGuards.Order(StringComparer.Ordinal)]) { Fence = fence?.Report ?? FenceReport.Off, Facts = _facts };

    private async Task<RegionResult> CleanAsync(RegionAccess fence, CancellationToken untilDeadline)
    {
        using var session = await fence.OpenAsync();
        using var share = run.Budget.Enter();
        var ec2 = session.Ec2;
        var sharing = settings.Safeguards.Asks(Guard.Sharing) ? new SharingCheck(ec2, account.Id, run.Deadline, run.Time, run.Random, log) : null;
        var (plan, verdict) = await DecideAsync(session, fence, sharing, share, untilDeadline);
        var conclusion = Conclude(fence);
        if (settings.DryRun)
        {
            var would = DryRun(plan);
            foreach (var one in would) log.Outcome(one);
            foreach (var snapshot in plan.ToMark) log.Marked(snapshot, plan.NewMark);
            return verdict.Reason is { } why
                ? conclusion.WouldStop(plan, would, verdict.Status, why, verdict.Message)
                : conclusion.Dry(plan, would, settings.Safeguards.MaxDeletePercent);
        }

        if (verdict.Reason is { } reason) return conclusion.Stopped(plan, verdict.Status, reason, verdict.Message);
        return await new PlanExecution(ec2, sharing, settings, run.Deadline, run.Time, run.Random, log) { IsFenced = verdict.State is FenceState.Verified }.RunAsync(plan, conclusion);
    }

    /// <summary>Reads, plans and checks. Only what still has a part in the run is in memory afterwards: the plan still counts the rest.</summary>
    private async Task<(Plan Plan, FenceVerdict Verdict)> DecideAsync(
        RegionSession session, RegionAccess fence, SharingCheck? sharing, MemoryBudget.Share share, CancellationToken untilDeadline)
    {
        var ec2 = session.Ec2;
        var inventory = await new InventoryReader(ec2, settings.PlanInputs, mayBeDenied: settings.WantsAllRegions, share, log).ReadAsync(untilDeadline);
        approvals.Saw(inventory.Snapshots);
        var guards = new CandidateGuards(ec2, sharing, settings.PlanInputs, log);
        var plan = await guards.AskAsync(run.Plan(inventory, settings.PlanInputs, run.Time.GetUtcNow(), untilDeadline), untilDeadline);
        log.Scanned(plan);
        _facts = new RegionFacts
        {
            Snapshots = inventory.Snapshots.Count,
            UnusedExclusions = UnusedExclusions.Of(settings.Retention.ExcludeTags, inventory.Snapshots, untilDeadline),
            SharingDenied = sharing?.Denied ?? 0,
        };
        var verdict = await fence.TryAsync(session, inventory.Snapshots, plan.Candidates, untilDeadline);
        return (plan.ToExecute(MostDue(plan, share)), verdict);
    }

    /// <summary>How many of those that are due to hold on to: a dry run names all of them; in a real one more than can have a turn are only counted.</summary>
    private int MostDue(Plan plan, MemoryBudget.Share share)
    {
        var others = plan.ToMark.Count + plan.ToUnmark.Count;
        if (settings.DryRun) return share.KeepPlanned(others + plan.DueCount, atLeast: others + plan.DueCount) - others;
        var turns = settings.DeleteBurst + (settings.DeleteRatePerSecond * run.Deadline.Left.TotalSeconds);
        var due = (int)Math.Min(plan.DueCount, MostWithoutTurn + (turns * 1.25));
        return share.KeepPlanned(others + due, atLeast: others + Math.Min(due, LeastDue)) - others;
    }

    private static IReadOnlyList<SnapshotOutcome> DryRun(Plan plan) =>
    [
        .. plan.Due.Select((snapshot, index) => index < plan.Planned ? SnapshotOutcome.WouldDelete(snapshot) : SnapshotOutcome.Kept(snapshot, Reason.OverCap)),
        .. plan.ToMark.Select(SnapshotOutcome.WouldMark),
    ];
}
