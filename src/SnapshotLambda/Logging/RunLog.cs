using System.Globalization;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Logging;

/// <summary>The log of one run: each line has its id, account, regions and dry run.</summary>
internal sealed class RunLog(ILogger logger, string runId)
{
    /// <summary>The function's own account, once it is known.</summary>
    public string Account { get; set; } = "";

    /// <summary>The regions of the run, separated by commas: first as the settings name them, at the end their names.</summary>
    public string Regions { get; set; } = "";

    /// <summary>True if nothing is to be changed; true until the settings say otherwise.</summary>
    public bool DryRun { get; set; } = true;

    /// <summary>The caller that invoked the run.</summary>
    public string Trigger { get; set; } = Settings.Trigger.Hand;

    /// <summary>The log of one account's region.</summary>
    public RegionLog Region(string account, string region, bool verbose) => new(logger, runId, account, region, DryRun, verbose);

    /// <summary>The run begins.</summary>
    public void Started(RunSettings settings, string idempotencyKey) =>
        logger.RunStarted(
            runId, Account, Regions, DryRun, BuildVersion.Text, Instant(settings.ReferenceTime), Instant(settings.Cutoff), idempotencyKey,
            string.Join(", ", settings.Effective.Select(Setting)));

    /// <summary>No approved plan had these approved ids to be deleted.</summary>
    public void ApprovalOutsidePlans(IReadOnlyCollection<string> snapshotIds)
    {
        foreach (var some in snapshotIds.Chunk(100))
            logger.ApprovalOutsidePlans(runId, Account, Regions, DryRun, some.Length, string.Join(", ", some));
    }

    /// <summary>The run is over.</summary>
    public void Finished(RunResult result)
    {
        foreach (var note in result.Notes) logger.RunNote(runId, Account, Regions, result.DryRun, note.Code, note.Count, note.Text);
        logger.RunFinished(
            result.Status is RunStatus.Succeeded or RunStatus.Incomplete or RunStatus.AlreadyRunning
                ? LogLevel.Information
                : LogLevel.Error,
            runId, Account, Regions, result.DryRun, result.Status.ToString(), result.ExitCode, Trigger, result.Reason ?? "",
            result.Message, result.NextStep ?? "",
            result.Regions.Count, result.Totals.Scanned, result.Totals.InScope, result.Totals.Deleted ?? 0, result.Totals.WouldDelete ?? 0,
            result.Totals.Marked ?? 0, result.Totals.WouldMark ?? 0, result.Totals.AlreadyGone, result.Totals.Kept.Values.Sum(),
            result.Totals.Failed, result.Totals.NotAttempted, result.Totals.Remaining, result.Totals.FullSizeBytes,
            result.Totals.ApprovedUnknown ?? 0);
    }

    /// <summary>A repeated delivery got the stored result.</summary>
    public void Replayed(RunResult result, string idempotencyKey) =>
        logger.RunReplayed(runId, Account, Regions, result.DryRun, result.Status.ToString(), result.ExitCode, idempotencyKey);

    /// <summary>The same run is in progress elsewhere, and this delivery waits for it.</summary>
    public void Waiting(string idempotencyKey) => logger.RunWaiting(runId, Account, Regions, DryRun, idempotencyKey);

    /// <summary>Runs are stored in memory only.</summary>
    public void IdempotencyInMemory() =>
        logger.IdempotencyInMemory(runId, Account, Regions, DryRun, "Set SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE, as template.yaml does.");

    /// <summary>The result could not be stored.</summary>
    public void ResultNotRemembered(Exception exception) => logger.ResultNotRemembered(exception, runId, Account, Regions, DryRun);

    /// <summary>A file of the run's report could not be written; told once.</summary>
    public void ReportNotWritten(string file, string code, string error) =>
        logger.ReportNotWritten(runId, Account, Regions, DryRun, file, code, error);

    /// <summary>An unexpected exception.</summary>
    public void Unexpected(Exception exception) => logger.UnexpectedError(exception, runId, Account, Regions, DryRun);

    private static string Instant(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    private static string Setting(KeyValuePair<string, EffectiveSetting> setting) =>
        $"{setting.Key}={Cut(setting.Value.Value.GetRawText())} ({setting.Value.From})";

    private static string Cut(string text) => text.Length <= 200 ? text : $"{text[..200]}…";
}
