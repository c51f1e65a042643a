using Amazon;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;
using SnapshotLambda.Runs;
using PowertoolsIdempotency = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace SnapshotLambda.Idempotency;

/// <summary>
/// Makes one run of all deliveries of the same key. A store that fails before the run fails the run; one that fails after
/// it never hides the result.
/// </summary>
internal sealed class RunMemory(TimeProvider time)
{
    /// <summary>How long the store may take to answer, before the run and after it; DynamoDB takes milliseconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private string? _configuredFor;

    /// <summary>The result of the run, done now or remembered, or why it was not done.</summary>
    /// <param name="table">The DynamoDB table to remember in; null: in memory.</param>
    /// <param name="key">What the run is remembered by.</param>
    /// <param name="context">Says how long the Lambda can live: after that a record in progress frees itself.</param>
    /// <param name="deadline">How long the store can be waited for.</param>
    /// <param name="conclusion">Makes the result of a run that was not done.</param>
    /// <param name="log">The run's log.</param>
    /// <param name="run">The work.</param>
    public async Task<RunResult> OnceAsync(string? table, RunKey key, ILambdaContext context, Deadline deadline, Func<RunConclusion> conclusion, RunLog log, Func<Task<RunResult>> run)
    {
        var session = new RunSession(run);
        try
        {
            Configure(table);
            if (table is null) log.IdempotencyInMemory();
            PowertoolsIdempotency.RegisterLambdaContext(context);
            var result = await InTimeAsync(RememberedRun.ExecuteAsync(key, session), session, deadline);
            if (session.Result is not null) return result;
            log.Account = Arn.TryParse(context.InvokedFunctionArn, out var function) ? function.AccountId : "";
            log.Replayed(result, key.Key);
            return result with { Replayed = true };
        }
        catch (Exception exception) when (session.Result is not null)
        {
            // The work is done: whatever the store thinks of it, this is what happened.
            if (exception is not ForgottenException) log.ResultNotRemembered(exception);
            return session.Result;
        }
        catch (IdempotencyAlreadyInProgressException)
        {
            return conclusion().Of(
                RunStatus.AlreadyRunning, "InProgress", $"The run {key.Key} is in progress elsewhere: nothing was done here.",
                "Nothing: wait for it. If it died, its key frees itself when its Lambda's time limit is over.");
        }
        catch (IdempotencyValidationException)
        {
            return conclusion().Of(
                RunStatus.InvalidConfiguration, "SettingsChanged", $"The run {key.Key} was done before with other settings: nothing was done.",
                "Name another idempotencyKey, or repeat the same settings.");
        }
        catch (Exception exception)
        {
            log.Unexpected(exception);
            var cause = exception.InnerException ?? exception;
            return conclusion().Of(
                RunStatus.Failed, "IdempotencyStore", $"The idempotency store failed, so nothing was done: {cause.Message.Split('\n')[0].Trim()}",
                table is null ? null : $"Check that the table {table} exists and that the function's role may read and write it.");
        }
    }

    /// <summary>Waits for the store before the run and after it, each for so long; for the run itself as long as it takes.</summary>
    /// <exception cref="TimeoutException">The store did not answer in time. If the work has not begun, it never will.</exception>
    private async Task<RunResult> InTimeAsync(Task<RunResult> remembered, RunSession session, Deadline deadline)
    {
        if (!await EndsAsync(remembered, session.Done, deadline) && session.GiveUp()) throw new TimeoutException("The store did not answer.");
        if (session.HasBegun) await Task.WhenAny(remembered, session.Done);
        return await EndsAsync(remembered, remembered, deadline) ? await remembered : throw new TimeoutException("The store did not take the result.");
    }

    private async Task<bool> EndsAsync(Task remembered, Task done, Deadline deadline)
    {
        using var enough = new CancellationTokenSource();
        var limit = Task.Delay(deadline.LeftOfLambda < Patience ? deadline.LeftOfLambda : Patience, time, enough.Token);
        var first = await Task.WhenAny(remembered, done, limit);
        await enough.CancelAsync();
        return first != limit;
    }

    private void Configure(string? table)
    {
        lock (_gate)
        {
            if (_configuredFor == (table ?? "")) return;
            PowertoolsIdempotency.Configure(builder =>
            {
                if (table is null) builder.WithPersistenceStore(new MemoryStore());
                else builder.UseDynamoDb(table);
                builder.WithOptions(options => options
                    .WithEventKeyJmesPath(nameof(RunKey.Key))
                    .WithPayloadValidationJmesPath(nameof(RunKey.SettingsDigest))
                    .WithThrowOnNoIdempotencyKey(true)
                    .WithExpiration(RememberedRun.Expiration));
            });
            _configuredFor = table ?? "";
        }
    }
}
