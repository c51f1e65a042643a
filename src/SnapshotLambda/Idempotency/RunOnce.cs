using Amazon;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Runs;
using SnapshotLambda.Settings;
using PowertoolsIdempotency = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace SnapshotLambda.Idempotency;

/// <summary>
/// Makes one run of all deliveries of the same key. A store that fails before the run fails the run; one that fails after
/// it never hides the result.
/// </summary>
internal sealed class RunOnce(TimeProvider time)
{
    /// <summary>The time that the store has to answer, before the run and after it; DynamoDB takes milliseconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The polling interval while another delivery runs. Lambda's first retry comes a minute after a crash, and so has less than a minute
    /// left when the record of the crashed run expires. One look must fall into that time.
    /// </summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private string? _configuredFor;

    /// <summary>
    /// The result of the run, done now or remembered, or of a run that was not done. An asynchronous delivery that finds the run in
    /// progress elsewhere waits for its result. If that run has died, the delivery waits until its record frees itself, and runs with the
    /// time that is left. Lambda's retries are over minutes after a crash, and the record may be held for longer than that.
    /// </summary>
    /// <param name="settings">Say where runs are remembered, and whether the delivery is asynchronous.</param>
    /// <param name="key">The key that the run is remembered by.</param>
    /// <param name="context">Says how long the Lambda can live. After that a record in progress frees itself.</param>
    /// <param name="deadline">The time that is left to wait, for the store and for the other delivery.</param>
    /// <param name="ending">Makes the result of a run that was not done.</param>
    /// <param name="log">The run's log.</param>
    /// <param name="run">The work.</param>
    public async Task<RunResult> OnceAsync(
        RunSettings settings,
        RunKey key,
        ILambdaContext context,
        Deadline deadline,
        RunEnding ending,
        RunLog log,
        Func<Task<RunResult>> run)
    {
        if (settings.IdempotencyTable is null) log.IdempotencyInMemory();
        var result = await LookAsync();
        if (!settings.IsAsynchronous || result.Status is not RunStatus.AlreadyRunning || !HasTimeToLookAgain()) return result;
        log.Waiting(key.Key);
        while (IsUndecided(result) && HasTimeToLookAgain())
        {
            await Task.Delay(BetweenLooks, time);
            result = await LookAsync();
        }

        return result;

        Task<RunResult> LookAsync() => TryAsync(settings.IdempotencyTable, key, context, deadline, ending, log, new RunDelivery(run));

        bool HasTimeToLookAgain() => deadline.Left > BetweenLooks;
    }

    /// <summary>Whether the next look may end otherwise. The store has answered once, so that a failure now may pass.</summary>
    private static bool IsUndecided(RunResult result) =>
        result is { Status: RunStatus.AlreadyRunning } or { Status: RunStatus.Failed, Reason: StopReason.IdempotencyStore };

    /// <summary>Does the run if nobody else has it.</summary>
    private async Task<RunResult> TryAsync(
        string? table, RunKey key, ILambdaContext context, Deadline deadline, RunEnding ending, RunLog log, RunDelivery delivery)
    {
        try
        {
            Configure(table);
            PowertoolsIdempotency.RegisterLambdaContext(context);
            var result = await InTimeAsync(IdempotentRun.ExecuteAsync(key, delivery), delivery, deadline);
            if (delivery.HasBegun) return delivery.Result ?? RunFailure.InRun(delivery.Failure!, ending, log);
            log.Account = Arn.TryParse(context.InvokedFunctionArn, out var function) ? function.AccountId : "";
            log.Replayed(result!, key.Key);
            return result! with { Replayed = true };
        }
        catch (Exception exception) when (delivery.Result is not null)
        {
            // The work is done: whatever the store thinks of it, this is what happened.
            log.ResultNotRemembered(exception);
            return delivery.Result;
        }
        catch when (delivery.Failure is { } failure)
        {
            return RunFailure.InRun(failure, ending, log);
        }
        catch (IdempotencyAlreadyInProgressException)
        {
            return ending.Of(
                RunStatus.AlreadyRunning,
                StopReason.InProgress,
                $"The run {key.Key} is in progress elsewhere: nothing was done here.",
                "Nothing: wait for it. If it died, its key frees itself when its Lambda's time limit is over.");
        }
        catch (IdempotencyValidationException)
        {
            return ending.Of(
                RunStatus.InvalidConfiguration,
                StopReason.SettingsChanged,
                $"The run {key.Key} was done before with other settings: nothing was done.",
                "Name another idempotencyKey, or repeat the same settings.");
        }
        catch (Exception exception)
        {
            log.Unexpected(exception);
            return ending.Of(
                RunStatus.Failed,
                StopReason.IdempotencyStore,
                $"The idempotency store failed, so nothing was done: {RunTable.Said(exception)}",
                RunTable.StepAfter(exception, table));
        }
    }

    /// <summary>Waits for the store before the run and after it, each for so long; for the run itself as long as it takes.</summary>
    /// <exception cref="TimeoutException">The store did not answer in time. If the work has not begun, it never will.</exception>
    private async Task<RunResult?> InTimeAsync(Task<RunResult?> remembered, RunDelivery delivery, Deadline deadline)
    {
        if (!await EndsAsync(remembered, delivery.Done, deadline) && delivery.GiveUp())
            throw new TimeoutException("The store did not answer.");
        if (delivery.HasBegun) await Task.WhenAny(remembered, delivery.Done);
        return await EndsAsync(remembered, remembered, deadline)
            ? await remembered
            : throw new TimeoutException("The store did not take the result.");
    }

    private async Task<bool> EndsAsync(Task remembered, Task done, Deadline deadline)
    {
        using var limit = new CancellationTokenSource(deadline.LeftOfLambda < Patience ? deadline.LeftOfLambda : Patience, time);
        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var reached = limit.Token.Register(() => isOver.TrySetResult());
        return await Task.WhenAny(remembered, done, isOver.Task) != isOver.Task;
    }

    private void Configure(string? table)
    {
        lock (_gate)
        {
            if (_configuredFor == (table ?? "")) return;
            var options = new IdempotencyOptionsBuilder()
                .WithEventKeyJmesPath(nameof(RunKey.Key))
                .WithPayloadValidationJmesPath(nameof(RunKey.SettingsDigest))
                .WithThrowOnNoIdempotencyKey(true)
                .WithExpiration(IdempotentRun.Expiration)
                .Build();
            BasePersistenceStore records = table is null ? new MemoryStore(time) : RunTable.Open(table);

            // It writes what a payload is checked by only if it knows the options itself; the aspect tells them to the outer store alone.
            records.Configure(options, functionName: "", keyPrefix: "");
            PowertoolsIdempotency.Configure(builder => builder
                .WithPersistenceStore(new RunStore(records))
                .WithOptions(options)
                .WithJsonSerializationContext(RememberedTypes.Default));
            _configuredFor = table ?? "";
        }
    }
}
