using SnapshotLambda.Access;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Runs;

/// <summary>
/// Cleans one account's regions, all at once. A failure is a result too, so that one account never stops or delays another.
/// </summary>
internal sealed class AccountRun(RunContext run, TargetAccount account, RunLog log, Approvals approvals)
{
    private readonly RunSettings _settings = run.Settings;

    /// <summary>One result for each region, or one for all of them where the regions could not be listed.</summary>
    public async Task<IReadOnlyList<RegionResult>> RunAsync()
    {
        IReadOnlyList<string> regions = [];
        var regionLog = log.Region(account.Id, RegionListType.All, _settings.Verbose);
        var failed = await RegionFailure.CatchAsync(
            async untilDeadline => regions = await RegionsAsync(untilDeadline),
            run.Deadline,
            () => run.ResultOf(account, RegionListType.All),
            regionLog);
        if (failed is null)
            return await Task.WhenAll(regions.Select(region => Of(region).RunAsync()));
        regionLog.Finished(failed);
        return [failed];
    }

    private RegionRun Of(string region) => new(run, account, region, log.Region(account.Id, region, _settings.Verbose), approvals);

    private async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken untilDeadline)
    {
        if (!_settings.WantsAllRegions) return _settings.RegionsToClean([]);
        using var session = await new AccountSessions(run.Access, account, untilDeadline).OpenAsync(
            run.Access.HomeRegion, SessionPolicy.ToRead);
        var regions = _settings.RegionsToClean((await session.Ec2.ListRegionsAsync(untilDeadline)).Order(StringComparer.Ordinal));
        return regions.Count > 0
            ? regions
            : throw new RegionNotReadableException(
                RegionStatus.Failed,
                StopReason.NoRegions,
                "No region is left to clean: the account has none enabled, or excludeRegions names them all. "
                    + "Correct regions or excludeRegions.");
    }
}
