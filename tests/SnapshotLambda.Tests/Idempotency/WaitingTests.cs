using Amazon.DynamoDBv2.Model;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Idempotency;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Idempotency;

/// <summary>
/// A delivery that finds its run in progress elsewhere. Where that one has died, its record frees itself 900 seconds after it began.
/// </summary>
[Collection(nameof(ProcessWideState))]
public sealed class WaitingTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private static readonly TimeSpan UntilRetry = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_retry_of_a_run_that_died_early_outlasts_its_record_and_runs()
    {
        var deliveries = new Deliveries();
        await deliveries.DieAsync();
        deliveries.Pass(UntilRetry);

        var retry = await deliveries.EndAsync(deliveries.DeliverAsync(() => Task.FromResult(deliveries.Done)));

        Assert.Equal((RunStatus.Succeeded, false), (retry.Status, retry.Replayed));
        Assert.InRange(deliveries.Elapsed.TotalSeconds, 900, 950);
        Assert.Single(deliveries.Log.Of("run_waiting"));
    }

    [Fact]
    public async Task A_duplicate_gets_the_result_of_the_first_once_that_is_over()
    {
        var deliveries = new Deliveries();
        var end = new TaskCompletionSource<RunResult>();
        var (begun, first) = deliveries.BeginAsync(end.Task);
        await begun;

        var duplicate = deliveries.DeliverAsync(() => throw new InvalidOperationException("It ran twice."));
        await deliveries.WaitingAsync(duplicate);
        end.SetResult(deliveries.Done);
        Assert.False((await first).Replayed);
        deliveries.Pass(RunOnce.BetweenLooks);

        var replayed = await deliveries.EndAsync(duplicate);
        Assert.Equal((RunStatus.Succeeded, true), (replayed.Status, replayed.Replayed));
        Assert.Equal(RunOnce.BetweenLooks, deliveries.Elapsed);
        Assert.Single(deliveries.Log.Of("run_replayed"));
    }

    [Fact]
    public async Task A_duplicate_of_a_run_that_fails_runs_itself()
    {
        var deliveries = new Deliveries();
        var end = new TaskCompletionSource<RunResult>();
        var (begun, first) = deliveries.BeginAsync(end.Task);
        await begun;

        var duplicate = deliveries.DeliverAsync(() => Task.FromResult(deliveries.Done));
        await deliveries.WaitingAsync(duplicate);
        end.SetResult(deliveries.Done with { Status = RunStatus.Failed });
        await first;
        deliveries.Pass(RunOnce.BetweenLooks);

        var second = await deliveries.EndAsync(duplicate);
        Assert.Equal((RunStatus.Succeeded, false), (second.Status, second.Replayed));
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(41, 20)]
    [InlineData(61, 40)]
    public async Task Waits_only_while_it_could_still_run_after_it(double remaining, double waited)
    {
        var deliveries = new Deliveries();
        await deliveries.DieAsync();

        var result = await deliveries.EndAsync(
            deliveries.DeliverAsync(() => throw new InvalidOperationException("It ran twice."), remaining));

        Assert.Equal((RunStatus.AlreadyRunning, waited), (result.Status, deliveries.Elapsed.TotalSeconds));
        Assert.Equal(waited > 0 ? 1 : 0, deliveries.Log.Of("run_waiting").Count);
    }

    [Fact]
    public async Task A_run_by_hand_is_told_at_once()
    {
        var deliveries = new Deliveries { AreScheduled = false };
        await deliveries.DieAsync();

        var result = await deliveries.EndAsync(deliveries.DeliverAsync(() => throw new InvalidOperationException("It ran twice.")));

        Assert.Equal((RunStatus.AlreadyRunning, TimeSpan.Zero), (result.Status, deliveries.Elapsed));
        Assert.Empty(deliveries.Log.Of("run_waiting"));
    }

    [DynaliteFact]
    public async Task A_retry_in_another_process_runs_once_the_record_in_the_table_expires()
    {
        using var endpoint = new DynamoDbEndpoint(dynalite.Client.Config.ServiceURL);
        var deliveries = await OverTableAsync();
        await deliveries.DieAsync();
        deliveries.ChangeProcess();

        var retry = deliveries.DeliverAsync(() => Task.FromResult(deliveries.Done));
        for (var look = 0; look < 3; look++)
        {
            await deliveries.WaitingAsync(retry);
            deliveries.Pass(RunOnce.BetweenLooks);
        }

        await deliveries.WaitingAsync(retry);
        await ExpireAsync(deliveries.Table!);
        deliveries.Pass(RunOnce.BetweenLooks);

        var result = await deliveries.EndAsync(retry);
        Assert.Equal((RunStatus.Succeeded, false), (result.Status, result.Replayed));
        Assert.Equal(4 * RunOnce.BetweenLooks, deliveries.Elapsed);
        Assert.Single(deliveries.Log.Of("run_waiting"));
    }

    [DynaliteFact]
    public async Task A_duplicate_in_another_process_gets_the_result_from_the_table()
    {
        using var endpoint = new DynamoDbEndpoint(dynalite.Client.Config.ServiceURL);
        var deliveries = await OverTableAsync();
        var end = new TaskCompletionSource<RunResult>();
        var (begun, first) = deliveries.BeginAsync(end.Task);
        await begun;
        deliveries.ChangeProcess();

        var duplicate = deliveries.DeliverAsync(() => throw new InvalidOperationException("It ran twice."));
        await deliveries.WaitingAsync(duplicate);
        end.SetResult(deliveries.Done);
        await first;
        deliveries.Pass(RunOnce.BetweenLooks);

        Assert.True((await deliveries.EndAsync(duplicate)).Replayed);
    }

    [DynaliteFact]
    public async Task A_store_that_fails_meanwhile_does_not_end_the_wait()
    {
        using var endpoint = new DynamoDbEndpoint(dynalite.Client.Config.ServiceURL);
        var deliveries = await OverTableAsync();
        await deliveries.DieAsync();

        var retry = deliveries.DeliverAsync(() => Task.FromResult(deliveries.Done));
        await deliveries.WaitingAsync(retry);
        await dynalite.DeleteTableAsync(deliveries.Table!);
        deliveries.Pass(RunOnce.BetweenLooks);
        await deliveries.WaitingAsync(retry);
        await dynalite.CreateTableAsync(deliveries.Table!);
        deliveries.Pass(RunOnce.BetweenLooks);

        Assert.Equal(RunStatus.Succeeded, (await deliveries.EndAsync(retry)).Status);
        Assert.Single(deliveries.Log.Of("unexpected_error"));
    }

    private async Task<Deliveries> OverTableAsync()
    {
        var table = $"table-{Guid.NewGuid()}";
        await dynalite.CreateTableAsync(table);
        return new() { Table = table };
    }

    /// <summary>The Lambda that wrote the table's record must be dead by now.</summary>
    private async Task ExpireAsync(string table)
    {
        var record = Assert.Single((await dynalite.Client.ScanAsync(new ScanRequest { TableName = table, ConsistentRead = true })).Items);
        Assert.Equal("INPROGRESS", record["status"].S);
        record["in_progress_expiration"] = new() { N = "1" };
        await dynalite.Client.PutItemAsync(table, record);
    }
}
