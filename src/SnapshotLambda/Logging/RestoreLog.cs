using System.Globalization;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Logging;

/// <summary>The log of one restore: each line has its id, account, regions and dry run.</summary>
internal sealed class RestoreLog(ILogger logger, string runId)
{
    /// <summary>The function's own account, once it is known.</summary>
    public string Account { get; set; } = "";

    /// <summary>The regions of the restore, separated by commas, once they are known.</summary>
    public string Regions { get; set; } = "";

    /// <summary>True if nothing is to be changed; true until the settings say otherwise.</summary>
    public bool DryRun { get; set; } = true;

    /// <summary>The log of one account's region.</summary>
    public RestoreRegionLog Region(string account, string region) => new(logger, runId, account, region, DryRun);

    /// <summary>The restore begins.</summary>
    /// <param name="takenBack">The run that is taken back; empty for a span or single snapshots.</param>
    /// <param name="deletedAfter">The beginning of the span; null for none.</param>
    /// <param name="deletedBefore">The end of the span; null for none.</param>
    /// <param name="snapshotIds">The number of ids in the payload.</param>
    public void Started(string takenBack, DateTimeOffset? deletedAfter, DateTimeOffset? deletedBefore, int snapshotIds) =>
        logger.RestoreStarted(
            runId, Account, Regions, DryRun, BuildVersion.Text, takenBack, Instant(deletedAfter), Instant(deletedBefore), snapshotIds);

    /// <summary>The restore is over.</summary>
    public void Finished(RestoreResult result) =>
        logger.RestoreFinished(
            result.Status is RunStatus.Succeeded or RunStatus.Incomplete ? LogLevel.Information : LogLevel.Error,
            runId, Account, Regions, result.DryRun, result.Status.ToString(), result.ExitCode, result.TakenBack ?? "", result.Reason ?? "",
            result.Message, result.NextStep ?? "", result.Totals.Found, result.Totals.Restored ?? 0, result.Totals.WouldRestore ?? 0,
            result.Totals.AlreadyBack, result.Totals.Expired, result.Totals.NotOfThisRun, result.Totals.Failed,
            result.Totals.NotAttempted, result.Totals.TagsLeft, result.NotFound);

    /// <summary>An unexpected exception.</summary>
    public void Unexpected(Exception exception) => logger.UnexpectedError(exception, runId, Account, Regions, DryRun);

    private static string Instant(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
