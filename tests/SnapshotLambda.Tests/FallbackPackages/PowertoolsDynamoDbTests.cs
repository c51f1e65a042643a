using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.TestUtilities;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using Powertools = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace SnapshotLambda.Tests.FallbackPackages;

[Collection(nameof(ProcessWideState))]
public sealed class PowertoolsDynamoDbTests(Dynalite dynalite) : IClassFixture<Dynalite>, IAsyncLifetime
{
    private readonly IdempotentWork _work = new();
    private readonly string _table = $"table-{Guid.NewGuid()}";

    public async Task InitializeAsync()
    {
        await dynalite.CreateTableAsync(_table);
        Configure(_table);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DynaliteFact]
    public async Task Writes_the_record_in_the_known_format()
    {
        var before = TimeProvider.System.GetUtcNow();
        Powertools.RegisterLambdaContext(new TestLambdaContext { RemainingTime = TimeSpan.FromMinutes(15) });
        var gate = new TaskCompletionSource();
        _work.Gate = gate.Task;
        var call = _work.DoAsync(new("a"));
        await _work.Started;
        var claimed = await ReadAsync();
        Assert.Equal("INPROGRESS", claimed["status"].S);
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds(Number(claimed["in_progress_expiration"])),
            before.AddMinutes(15).AddSeconds(-1),
            before.AddMinutes(16));
        Assert.DoesNotContain("data", claimed.Keys);

        gate.SetResult();
        await call;
        var kept = await ReadAsync();
        Assert.Equal("COMPLETED", kept["status"].S);
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(Number(kept["expiration"])),
            before.AddDays(8).AddSeconds(-1),
            before.AddDays(8).AddMinutes(1));
        Assert.Equal(new("a", 1), JsonSerializer.Deserialize<WorkReceipt>(kept["data"].S));
        Assert.Equal(32, kept["validation"].S.Length);
    }

    [DynaliteFact]
    public async Task Another_process_finds_the_result()
    {
        await _work.DoAsync(new("a"));
        Configure(_table);
        Assert.Equal(new("a", 1), await _work.DoAsync(new("a")));
        Assert.Equal(1, _work.Executions);
    }

    [DynaliteFact]
    public async Task Another_process_refuses_another_payload()
    {
        await _work.DoAsync(new("a"));
        Configure(_table);
        await Assert.ThrowsAsync<IdempotencyValidationException>(() => _work.DoAsync(new("a", "two")));
    }

    [DynaliteFact]
    public async Task Of_many_calls_at_once_one_works()
    {
        var gate = new TaskCompletionSource();
        _work.Gate = gate.Task;
        var calls = Enumerable.Range(0, 20).Select(_ => _work.DoAsync(new("a"))).ToList();
        for (var refused = 0; refused < 19; refused++)
        {
            var call = await Task.WhenAny(calls);
            calls.Remove(call);
            await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => call);
        }
        gate.SetResult();
        Assert.Equal(new("a", 1), await Assert.Single(calls));
    }

    [DynaliteFact]
    public async Task Takes_over_the_claim_of_a_lambda_that_must_be_dead()
    {
        await LeaveAsync("INPROGRESS", expiresIn: TimeSpan.FromDays(1), inProgressFor: TimeSpan.FromSeconds(-1));
        Assert.Equal(new("a", 2), await _work.DoAsync(new("a")));
    }

    [DynaliteFact]
    public async Task Leaves_a_claim_alone_whose_lambda_may_live()
    {
        await LeaveAsync("INPROGRESS", expiresIn: TimeSpan.FromDays(1), inProgressFor: TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => _work.DoAsync(new("a")));
    }

    [DynaliteFact]
    public async Task A_claim_without_a_limit_holds_until_it_expires()
    {
        await LeaveAsync("INPROGRESS", expiresIn: TimeSpan.FromDays(1), inProgressFor: null);
        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => _work.DoAsync(new("a")));
        await LeaveAsync("INPROGRESS", expiresIn: TimeSpan.FromSeconds(-10), inProgressFor: null);
        await _work.DoAsync(new("a"));
    }

    [DynaliteFact]
    public async Task An_expired_result_is_no_result()
    {
        await LeaveAsync("COMPLETED", expiresIn: TimeSpan.FromSeconds(-10), inProgressFor: null);
        Assert.Equal(new("a", 2), await _work.DoAsync(new("a")));
    }

    [DynaliteFact]
    public async Task Forgets_a_call_that_failed()
    {
        _work.Failure = new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => _work.DoAsync(new("a")));
        Assert.Empty(await ReadAllAsync());
    }

    [DynaliteFact]
    public async Task A_table_that_is_not_there_stops_the_work_before_it_begins()
    {
        Configure("no-such-table");
        await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => _work.DoAsync(new("a")));
        Assert.Equal(0, _work.Executions);
    }

    /// <summary>A new store for the same table, as in another process.</summary>
    private void Configure(string tableName) => Powertools.Configure(idempotency => idempotency
        .UseDynamoDb(store => store.WithTableName(tableName).WithDynamoDBClient(dynalite.Client))
        .WithJsonSerializationContext(WorkTypes.Default)
        .WithOptions(options => options
            .WithEventKeyJmesPath(nameof(WorkOrder.Key))
            .WithPayloadValidationJmesPath(nameof(WorkOrder.Digest))
            .WithExpiration(TimeSpan.FromDays(8))));

    /// <summary>Rewrites the record that a call has left as if it had ended otherwise.</summary>
    private async Task LeaveAsync(string status, TimeSpan expiresIn, TimeSpan? inProgressFor)
    {
        if (_work.Executions == 0)
            await _work.DoAsync(new("a"));
        var now = TimeProvider.System.GetUtcNow();
        var item = await ReadAsync();
        item["status"].S = status;
        item["expiration"].N = now.Add(expiresIn).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        item.Remove("in_progress_expiration");
        if (inProgressFor is { } time)
            item["in_progress_expiration"] = new() { N = now.Add(time).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) };
        await dynalite.Client.PutItemAsync(_table, item);
    }

    private async Task<Dictionary<string, AttributeValue>> ReadAsync() => Assert.Single(await ReadAllAsync());

    private async Task<List<Dictionary<string, AttributeValue>>> ReadAllAsync() =>
        (await dynalite.Client.ScanAsync(new ScanRequest { TableName = _table, ConsistentRead = true })).Items ?? [];

    private static long Number(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);
}
