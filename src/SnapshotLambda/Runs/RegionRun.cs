using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>
/// Cleans one account's region: read, plan, check, apply. Whatever happens is a result, so that one region never stops
/// or delays another.
/// </summary>
internal sealed class RegionRun(IAwsClients clients, RunSettings settings, Deadline deadline, TimeProvider time, Random random)
{
    /// <summary>The region's result.</summary>
    /// <param name="account">The account that the credentials belong to.</param>
    /// <param name="region">The region's name.</param>
    /// <param name="log">The region's log.</param>
    /// <param name="approvals">Is told which approved snapshots the region holds.</param>
    public async Task<RegionResult> RunAsync(string account, string region, RegionLog log, Approvals approvals)
    {
        var conclusion = new RegionConclusion(account, region, settings.DryRun, [.. settings.Policy.SkipGuards.Order(StringComparer.Ordinal)]);
        using var untilDeadline = deadline.CancelWhenReached();
        RegionResult result;
        try
        {
            using var ec2 = clients.Ec2(region);
            result = await CleanAsync(ec2, conclusion, log, approvals, untilDeadline.Token);
        }
        catch (UnreadableException exception)
        {
            result = conclusion.NotPlanned(exception.Status, exception.Reason, exception.Message);
        }
        catch (OperationCanceledException) when (untilDeadline.IsCancellationRequested)
        {
            log.DeadlineReached();
            result = conclusion.NotPlanned(RegionStatus.Failed, nameof(Stop.Deadline), "The time limit came before the region was read: nothing was deleted.");
        }
        catch (AwsCallException exception)
        {
            result = conclusion.NotPlanned(RegionStatus.Failed, exception.Error.Code, exception.Message);
        }
        catch (Exception exception)
        {
            // A bug, or something never seen before: it concerns this region alone.
            log.Unexpected(exception);
            result = conclusion.NotPlanned(RegionStatus.Failed, exception.GetType().Name, exception.Message);
        }

        // With approvals the last count is known only when all regions were read.
        if (!approvals.AreGiven) log.Finished(result);
        return result;
    }

    private async Task<RegionResult> CleanAsync(IEc2 ec2, RegionConclusion conclusion, RegionLog log, Approvals approvals, CancellationToken untilDeadline)
    {
        var inventory = await new InventoryReader(ec2, settings.Policy, mayBeDenied: settings.WantsAllRegions, log).ReadAsync(untilDeadline);
        approvals.Saw(inventory.Snapshots);
        var plan = Planner.Plan(inventory, settings.Policy, settings.Cutoff);
        log.Scanned(plan);
        if (settings.DryRun)
        {
            var would = DryRun(plan);
            foreach (var one in would) log.Deletion(one);
            foreach (var snapshot in plan.ToMark) log.Marked(snapshot, plan.NewMark);
            return conclusion.Dry(plan, would, settings.Policy.MaxDeletePercent);
        }

        if (plan.IsTooLarge) return conclusion.TooLarge(plan, settings.Policy.MaxDeletePercent);
        var pace = new TokenBucket(settings.DeleteBurst, settings.DeleteRatePerSecond, time, log.PaceRecovered);
        var deletion = new SnapshotDeletion(ec2, pace, deadline, time, random, log);
        var (deletions, stop) = await new DeletionLoop(ec2, deletion, pace, deadline, log).RunAsync(plan.Due, plan.Cap);
        return conclusion.Real(plan, [.. deletions, .. plan.ToMark.Select(Deletion.NotAttempted)], stop);
    }

    private static IReadOnlyList<Deletion> DryRun(Plan plan) =>
    [
        .. plan.Due.Select((snapshot, index) => index < plan.Planned ? Deletion.WouldDelete(snapshot) : Deletion.Kept(snapshot, Reason.OverCap)),
        .. plan.ToMark.Select(Deletion.WouldMark),
    ];
}
