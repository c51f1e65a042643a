using SnapshotLambda.Core;
using SnapshotLambda.Logging;
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
internal sealed class RegionRun(RunContext run, CleanedAccount account, string region, RegionLog log, Approvals approvals)
{
    private readonly RunSettings settings = run.Settings;

    /// <summary>The region's result.</summary>
    public async Task<RegionResult> RunAsync()
    {
        using var untilDeadline = run.Deadline.CancelWhenReached();
        RegionFence? fence = null;
        RegionResult result;
        try
        {
            fence = new RegionFence(run, account, region, new AccountSessions(run, account, untilDeadline.Token), log);
            result = await CleanAsync(fence, untilDeadline.Token);
        }
        catch (Exception exception)
        {
            result = RegionFailure.Of(exception, Conclude(fence), log, untilDeadline.IsCancellationRequested);
        }

        log.Finished(result);
        return result;
    }

    private RegionConclusion Conclude(RegionFence? fence) =>
        new(account.Id, region, settings.DryRun, [.. settings.Policy.SkipGuards.Order(StringComparer.Ordinal)]) { Fence = fence?.Report ?? FenceReport.Off };

    private async Task<RegionResult> CleanAsync(RegionFence fence, CancellationToken untilDeadline)
    {
        using var session = await fence.OpenAsync();
        var ec2 = session.Ec2;
        var sharing = settings.Policy.Asks(Guard.Sharing) ? new SharingCheck(ec2, account.Id, run.Deadline, run.Time, run.Random) : null;
        var (plan, verdict) = await DecideAsync(session, fence, sharing, untilDeadline);
        var conclusion = Conclude(fence);
        if (settings.DryRun)
        {
            var would = DryRun(plan);
            foreach (var one in would) log.Deletion(one);
            foreach (var snapshot in plan.ToMark) log.Marked(snapshot, plan.NewMark);
            return verdict.Reason is { } why
                ? conclusion.Stopped(plan, would, verdict.Status, why, verdict.Message)
                : conclusion.Dry(plan, would, settings.Policy.MaxDeletePercent);
        }

        if (verdict.Reason is { } reason) return conclusion.Stopped(plan, [.. plan.Candidates.Select(Deletion.NotAttempted)], verdict.Status, reason, verdict.Message);
        return await new Execution(ec2, sharing, run, log) { IsFenced = verdict.State is FenceState.Verified }.RunAsync(plan, conclusion);
    }

    /// <summary>Reads, plans and checks. What is only kept is out of memory afterwards: the plan still counts it.</summary>
    private async Task<(Plan Plan, FenceVerdict Verdict)> DecideAsync(RegionSession session, RegionFence fence, SharingCheck? sharing, CancellationToken untilDeadline)
    {
        var ec2 = session.Ec2;
        using var share = run.Budget.Enter();
        var inventory = await new InventoryReader(ec2, settings.Policy, mayBeDenied: settings.WantsAllRegions, share, log).ReadAsync(untilDeadline);
        approvals.Saw(inventory.Snapshots);
        var guards = new CandidateGuards(ec2, sharing, settings.Policy, settings.ReferenceTime, log);
        var plan = await guards.AskAsync(run.Plan(inventory, settings.Policy, settings.Cutoff, run.Time.GetUtcNow()), untilDeadline);
        log.Scanned(plan);
        var verdict = await fence.TryAsync(session, inventory.Snapshots, plan.Candidates, untilDeadline);
        return (plan.WithoutDecisions(), verdict);
    }

    private static IReadOnlyList<Deletion> DryRun(Plan plan) =>
    [
        .. plan.Due.Select((snapshot, index) => index < plan.Planned ? Deletion.WouldDelete(snapshot) : Deletion.Kept(snapshot, Reason.OverCap)),
        .. plan.ToMark.Select(Deletion.WouldMark),
    ];
}
