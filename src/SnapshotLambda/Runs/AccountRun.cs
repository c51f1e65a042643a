using SnapshotLambda.Access;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Runs;

/// <summary>Cleans one account's regions, all at once. Whatever happens is a result, so that one account never stops or delays another.</summary>
/// <param name="run">The run.</param>
/// <param name="account">The account.</param>
/// <param name="log">The run's log.</param>
/// <param name="approvals">Is told which approved snapshots the regions hold.</param>
internal sealed class AccountRun(RunContext run, TargetAccount account, RunLog log, Approvals approvals)
{
    private readonly RunSettings settings = run.Settings;

    /// <summary>One result for each region; one for all of them, if which there are could not be told.</summary>
    public async Task<IReadOnlyList<RegionResult>> RunAsync()
    {
        using var untilDeadline = run.Deadline.CancelWhenReached();
        var regionLog = log.Region(account.Id, RegionListType.All, settings.Verbose);
        try
        {
            var regions = await RegionsAsync(untilDeadline.Token);
            return await Task.WhenAll(regions.Select(region => new RegionRun(run, account, region, log.Region(account.Id, region, settings.Verbose), approvals).RunAsync()));
        }
        catch (Exception exception)
        {
            var conclusion = new RegionResultBuilder(account.Id, RegionListType.All, settings.DryRun, [.. settings.Safeguards.SkipGuards.Order(StringComparer.Ordinal)]);
            var result = RegionFailure.Of(exception, conclusion, regionLog, untilDeadline.IsCancellationRequested);
            regionLog.Finished(result);
            return [result];
        }
    }

    private async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken untilDeadline)
    {
        if (!settings.WantsAllRegions) return settings.RegionsToClean([]);
        using var session = await new AccountSessions(run.Access, account, untilDeadline).OpenAsync(run.Access.HomeRegion, SessionPolicy.ToRead);
        var regions = settings.RegionsToClean((await session.Ec2.ListRegionsAsync(untilDeadline)).Order(StringComparer.Ordinal));
        return regions.Count > 0
            ? regions
            : throw new RegionNotReadableException(RegionStatus.Failed, "NoRegions", "No region is left to clean: the account has none enabled, or excludeRegions names them all. Correct regions or excludeRegions.");
    }
}
