using System.Globalization;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Logging;

/// <summary>The log of one run: every line carries its id, account, regions and whether it is a dry run.</summary>
internal sealed class RunLog(ILogger logger, string runId)
{
    /// <summary>The function's own account, once it is known.</summary>
    public string Account { get; set; } = "";

    /// <summary>The regions of the run, separated by commas: as they were named, and once it is over by their names.</summary>
    public string Regions { get; set; } = "";

    /// <summary>Whether nothing is to be changed; true until the settings say otherwise.</summary>
    public bool DryRun { get; set; } = true;

    /// <summary>What invoked the run.</summary>
    public string Trigger { get; set; } = Settings.Trigger.Hand;

    /// <summary>The log of one account's region.</summary>
    public RegionLog Region(string account, string region, bool verbose) => new(logger, runId, account, region, DryRun, verbose);

    /// <summary>The run begins.</summary>
    public void Started(RunSettings settings, string idempotencyKey) =>
        logger.RunStarted(
            runId, Account, Regions, DryRun, BuildVersion.Text, settings.ReferenceTime.ToString("O", CultureInfo.InvariantCulture), settings.Cutoff.ToString("O", CultureInfo.InvariantCulture), idempotencyKey,
            string.Join(", ", settings.Effective.Select(setting => $"{setting.Key}={Cut(setting.Value.Value.GetRawText())} ({setting.Value.From})")));

    /// <summary>The run is over.</summary>
    public void Finished(RunResult result)
    {
        foreach (var note in result.Notes) logger.RunNote(runId, Account, Regions, result.DryRun, note.Code, note.Count, note.Text);
        logger.RunFinished(
            result.Status is RunStatus.Succeeded or RunStatus.Incomplete or RunStatus.AlreadyRunning ? LogLevel.Information : LogLevel.Error,
            runId, Account, Regions, result.DryRun, result.Status.ToString(), result.ExitCode, Trigger, result.Reason ?? "", result.Message, result.NextStep ?? "",
            result.Regions.Count, result.Totals.Scanned, result.Totals.InScope, result.Totals.Deleted ?? 0, result.Totals.WouldDelete ?? 0,
            result.Totals.Marked ?? 0, result.Totals.WouldMark ?? 0, result.Totals.AlreadyGone, result.Totals.Kept.Values.Sum(),
            result.Totals.Failed, result.Totals.NotAttempted, result.Totals.Remaining, result.Totals.FullSizeBytes, result.Totals.ApprovedUnknown ?? 0);
    }

    /// <summary>A repeated delivery got the remembered result.</summary>
    public void Replayed(RunResult result, string idempotencyKey) =>
        logger.RunReplayed(runId, Account, Regions, result.DryRun, result.Status.ToString(), result.ExitCode, idempotencyKey);

    /// <summary>The same run is in progress elsewhere, and this delivery waits for it.</summary>
    public void Waiting(string idempotencyKey) => logger.RunWaiting(runId, Account, Regions, DryRun, idempotencyKey);

    /// <summary>Runs are remembered in memory alone.</summary>
    public void IdempotencyInMemory() =>
        logger.IdempotencyInMemory(runId, Account, Regions, DryRun, "Set SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE, as template.yaml does.");

    /// <summary>The result could not be stored.</summary>
    public void ResultNotRemembered(Exception exception) => logger.ResultNotRemembered(exception, runId, Account, Regions, DryRun);

    /// <summary>Something that should not happen did.</summary>
    public void Unexpected(Exception exception) => logger.UnexpectedError(exception, runId, Account, Regions, DryRun);

    private static string Cut(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
