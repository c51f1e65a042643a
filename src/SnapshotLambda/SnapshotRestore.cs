using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;
using SnapshotLambda.Restoring;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda;

/// <summary>
/// The handler of the second function: takes back what a run of the first deleted, as far as the Recycle Bin has it. Whatever happens,
/// there is a result. It needs no memory of what it did: a second restore of the same finds what is left to do.
/// </summary>
internal sealed class SnapshotRestore(
    ILogger<SnapshotRestore> logger,
    Func<Deadline, IAwsClients> clientsUntil,
    TimeProvider time,
    Random random,
    Func<SettingsSources> readSources)
{
    // The same as that of a run by default: the time for what is in flight, and to return the result.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    /// <summary>Restores once.</summary>
    /// <param name="payload">What to restore.</param>
    /// <param name="context">Lambda's: the request id, and how much time is left.</param>
    [Logging]
    [LambdaFunction]
    public async Task<RestoreResult> RestoreAsync(Stream payload, ILambdaContext context)
    {
        var requestId = string.IsNullOrEmpty(context.AwsRequestId) ? Guid.NewGuid().ToString() : context.AwsRequestId;
        var startedAt = time.GetUtcNow();
        var runId = RunId.Of(startedAt, requestId);
        var log = new RestoreLog(logger, runId);
        var result = await ResultAsync(
            payload, context, new(runId, DryRun: true, startedAt) { Version = BuildVersion.Text }, log);
        log.Finished(result);
        return result;
    }

    private async Task<RestoreResult> ResultAsync(Stream payload, ILambdaContext context, RestoreResultBuilder results, RestoreLog log)
    {
        try
        {
            var sources = readSources();
            var bytes = new MemoryStream();
            await payload.CopyToAsync(bytes);
            var reading = RestoreSettingsReader.Read(bytes.ToArray(), sources);
            if (!reading.IsValid)
            {
                var refused = results.Of(
                    RunStatus.InvalidConfiguration,
                    StopReason.InvalidSettings,
                    reading.Message,
                    "Correct what is named; nothing was called. docs/undo.md has the fields.");
                return refused with { Errors = [.. reading.Errors.Select(error => error.Message)] };
            }

            var settings = reading.Settings;
            log.DryRun = settings.DryRun;
            results = results with
            {
                DryRun = settings.DryRun,
                TakenBack = settings.RunId,
                KeepUntil = KeepUntil.From(results.StartedAt),
            };
            var deadline = new Deadline(time, context.RemainingTime, Margin);
            return await new RestoreRun(clientsUntil(deadline), settings, deadline, time, random, log)
                .ExecuteAsync(results, sources.FunctionRegion ?? "us-east-1");
        }
        catch (Exception exception)
        {
            log.Unexpected(exception);
            return (results with { FinishedAt = time.GetUtcNow() }).Of(
                RunStatus.Failed,
                exception.GetType().Name,
                exception.Message,
                "Report this as a bug, with the log line unexpected_error. What is back stays back: run it again.");
        }
    }
}
