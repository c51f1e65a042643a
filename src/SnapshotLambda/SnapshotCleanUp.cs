using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Logging;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Idempotency;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;
using SnapshotLambda.Runs;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda;

/// <summary>
/// The Lambda's handler. The payload comes as it was sent, so that every fault in it becomes a result. Every other failure becomes a
/// result too, unless an asynchronous run must report it by failing (<see cref="RunFailedException"/>).
/// </summary>
internal sealed class SnapshotCleanUp(
    ILogger<SnapshotCleanUp> logger,
    Func<Deadline, IAwsClients> clientsUntil,
    TimeProvider time,
    Random random,
    Func<SettingsSources> readSources)
{
    private readonly RunOnce _runOnce = new(time);

    /// <summary>Cleans up once.</summary>
    /// <param name="payload">The settings of this run, or an EventBridge event. Taken as bytes: a serializer would throw at what is no
    /// JSON.</param>
    /// <param name="context">Lambda's: the request id, and how much time is left.</param>
    /// <exception cref="RunFailedException">A scheduled run did nothing: it failed, or it is in progress elsewhere.</exception>
    [Logging]
    [LambdaFunction]
    public async Task<RunResult> CleanUpAsync(Stream payload, ILambdaContext context)
    {
        var requestId = string.IsNullOrEmpty(context.AwsRequestId) ? Guid.NewGuid().ToString() : context.AwsRequestId;
        var startedAt = time.GetUtcNow();
        var log = new RunLog(logger, RunId.Of(startedAt, requestId));
        var (result, isAsynchronous) = await ResultAsync(payload, context, requestId, startedAt, log);
        result = ResultSize.Bounded(result);
        if (!result.Replayed) log.Finished(result);
        return RunFailedException.IsDue(result, isAsynchronous) ? throw new RunFailedException(result) : result;
    }

    private async Task<(RunResult Result, bool IsAsynchronous)> ResultAsync(
        Stream payload, ILambdaContext context, string requestId, DateTimeOffset startedAt, RunLog log)
    {
        var runId = RunId.Of(startedAt, requestId);
        var isAsynchronous = false;
        try
        {
            var sources = readSources();
            var bytes = new MemoryStream();
            await payload.CopyToAsync(bytes);
            var reading = SettingsReader.ReadBytes(bytes.ToArray(), sources);
            log.Trigger = reading.Trigger;
            if (!reading.IsValid)
            {
                var refused = Ending(new(runId, DryRun: true, startedAt)).Of(
                    RunStatus.InvalidConfiguration,
                    StopReason.InvalidSettings,
                    reading.Message,
                    "Correct what is named; nothing was called.");
                return (refused with { Errors = [.. reading.Errors.Select(error => error.Message)] }, false);
            }

            var settings = reading.Settings;
            isAsynchronous = settings.IsAsynchronous;
            log.DryRun = settings.DryRun;
            log.Regions = string.Join(',', settings.Regions);
            var key = new RunKey(settings.IdempotencyKeyOr(requestId), settings.Digest);
            var deadline = new Deadline(time, context.RemainingTime, TimeSpan.FromSeconds(settings.DeadlineMarginSeconds));
            var run = new Run(clientsUntil(deadline), settings, deadline, time, random, log)
            {
                FunctionName = context.FunctionName is { Length: > 0 } name ? name : "snapshot-lambda",
            };
            var ending = Ending(new(runId, settings.DryRun, startedAt)
            {
                ReferenceTime = settings.ReferenceTime,
                Cutoff = settings.Cutoff,
                Retentions = settings.PlanInputs.Retentions,
                Prices = settings.Prices,
                UsesRecycleBin = settings.Safeguards.RecycleBin is not RecycleBin.Off,
                Settings = settings.Effective,
            });
            var result = await _runOnce.OnceAsync(
                settings, key, context, deadline, ending, log,
                async () => ResultSize.Bounded(await run.ExecuteAsync(ending, sources.FunctionRegion ?? "us-east-1", key.Key)));
            return (result, isAsynchronous);
        }
        catch (Exception exception)
        {
            return (RunFailure.BeforeRun(exception, Ending(new(runId, log.DryRun, startedAt)), log), isAsynchronous);
        }
    }

    private RunEnding Ending(RunResultBuilder beginning) => new(beginning with { Version = BuildVersion.Text }, time);
}
