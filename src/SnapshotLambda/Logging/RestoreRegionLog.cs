using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Logging;

/// <summary>The log of one account's region in one restore.</summary>
internal sealed class RestoreRegionLog(ILogger logger, string runId, string account, string region, bool dryRun)
{
    private int _throttled;

    /// <summary>A snapshot is restored.</summary>
    public void Restored(RecycleBinEntry binned, string keepUntil) =>
        logger.SnapshotRestored(runId, account, region, dryRun, binned.Id, Instant(binned.EnteredAt), keepUntil);

    /// <summary>A real restore would restore it.</summary>
    public void WouldRestore(RecycleBinEntry binned) =>
        logger.SnapshotWouldRestore(
            runId, account, region, dryRun, binned.Id, Instant(binned.EnteredAt), Instant(binned.LeavesAt));

    /// <summary>A snapshot is not restored, and nothing failed.</summary>
    public void NotRestored(string snapshotId, RestoreOutcome why) =>
        logger.SnapshotNotRestored(runId, account, region, dryRun, snapshotId, why.ToString());

    /// <summary>A snapshot could not be restored.</summary>
    public void Failed(string snapshotId, AwsError error, int attempts) =>
        logger.RestoreFailed(runId, account, region, dryRun, snapshotId, error.Code, error.Message, error.RequestId ?? "", attempts);

    /// <summary>A snapshot is back, and its tags could not be taken off.</summary>
    public void TagsLeft(string snapshotId, AwsError error, int attempts) =>
        logger.RestoreTagsLeft(runId, account, region, dryRun, snapshotId, error.Code, error.Message, error.RequestId ?? "", attempts);

    /// <summary>
    /// EC2 refused a call for too many requests. Logged whenever the rate is lowered, and the first, second, fourth, eighth … time.
    /// </summary>
    public void Throttled(bool gaveWay, double ratePerSecond)
    {
        var times = Interlocked.Increment(ref _throttled);
        if (gaveWay || BitOperations.IsPow2(times)) logger.Throttled(runId, account, region, dryRun, times, Math.Round(ratePerSecond, 2));
    }

    /// <summary>Lambda's time limit is too near for another call.</summary>
    public void DeadlineReached() => logger.DeadlineReached(runId, account, region, dryRun);

    /// <summary>The region is finished.</summary>
    public void Finished(RestoreRegionResult result) =>
        logger.RegionRestored(
            runId, account, region, dryRun, result.Status.ToString(), result.Reason ?? "", result.Message, result.Counts.Found,
            result.Counts.Restored ?? 0, result.Counts.WouldRestore ?? 0, result.Counts.AlreadyBack, result.Counts.Expired,
            result.Counts.NotOfThisRun, result.Counts.Failed, result.Counts.NotAttempted, result.Counts.TagsLeft);

    /// <summary>An unexpected exception.</summary>
    public void Unexpected(Exception exception) => logger.UnexpectedError(exception, runId, account, region, dryRun);

    private static string Instant(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
