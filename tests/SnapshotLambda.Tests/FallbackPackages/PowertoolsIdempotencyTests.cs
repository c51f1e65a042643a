using Amazon.Lambda.TestUtilities;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Idempotency.Exceptions;
using AWS.Lambda.Powertools.Idempotency.Persistence;
using Powertools = AWS.Lambda.Powertools.Idempotency.Idempotency;

namespace SnapshotLambda.Tests.FallbackPackages;

[Collection(nameof(ProcessWideState))]
public sealed class PowertoolsIdempotencyTests
{
    private readonly ScriptedStore _store = new();
    private readonly IdempotentWork _work = new();

    public PowertoolsIdempotencyTests() => Configure();

    [Fact]
    public async Task Answers_a_second_call_with_the_first_result()
    {
        var first = await _work.DoAsync(new("a"));
        Assert.Equal(first, await _work.DoAsync(new("a")));
        Assert.Equal(1, _work.Executions);
        Assert.Equal(DataRecord.DataRecordStatus.COMPLETED, Assert.Single(_store.Records).Value.Status);
    }

    [Fact]
    public async Task Works_for_each_key()
    {
        await _work.DoAsync(new("a"));
        await _work.DoAsync(new("b"));
        Assert.Equal(2, _work.Executions);
    }

    [Fact]
    public async Task Keys_two_methods_apart()
    {
        await _work.DoAsync(new("a"));
        await _work.DoPrefixedAsync(new("a"));
        Assert.Equal(2, _work.Executions);
    }

    [Fact]
    public async Task Names_the_record_after_function_method_and_hashed_key()
    {
        await _work.DoAsync(new("k1"));
        await _work.DoPrefixedAsync(new("k1"));
        var function = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? "testFunction";
        Assert.Contains($"{function}.DoAsync#b637b17af08aced8850c18cccde915da", _store.Records.Keys);
        Assert.Contains("nightly#b637b17af08aced8850c18cccde915da", _store.Records.Keys);
    }

    [Fact]
    public async Task Refuses_the_same_key_with_another_payload()
    {
        await _work.DoAsync(new("a"));
        await Assert.ThrowsAsync<IdempotencyValidationException>(() => _work.DoAsync(new("a", "two")));
        Assert.Equal(1, _work.Executions);
    }

    [Fact]
    public async Task Refuses_while_the_same_call_is_in_progress()
    {
        var gate = new TaskCompletionSource();
        _work.Gate = gate.Task;
        var first = _work.DoAsync(new("a"));
        await _work.Started;
        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => _work.DoAsync(new("a")));
        gate.SetResult();
        Assert.Equal(new("a", 1), await first);
    }

    [Fact]
    public async Task Forgets_a_call_that_failed_and_passes_its_exception_on()
    {
        _work.Failure = new TimeoutException();
        Assert.Same(_work.Failure, await Assert.ThrowsAsync<TimeoutException>(() => _work.DoAsync(new("a"))));
        Assert.Empty(_store.Records);

        _work.Failure = null;
        Assert.Equal(new("a", 2), await _work.DoAsync(new("a")));
    }

    [Fact]
    public async Task Tells_of_a_call_that_failed_in_plain_text()
    {
        using var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            _work.Failure = new TimeoutException();
            await Assert.ThrowsAsync<TimeoutException>(() => _work.DoAsync(new("a")));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Contains(
            "Function raised an exception TimeoutException. Clearing in progress record in persistence store for idempotency key: ",
            output.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Works_with_a_result_that_is_nothing()
    {
        Assert.Null(await _work.DoForNothingAsync(new("a")));
        Assert.Equal("null", Assert.Single(_store.Records).Value.ResponseData);
    }

    [Fact]
    public async Task A_record_that_cannot_be_deleted_hides_what_the_work_threw()
    {
        _work.Failure = new TimeoutException();
        _store.DeleteFailure = new IOException();
        await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => _work.DoAsync(new("a")));
    }

    [Fact]
    public async Task Does_nothing_when_the_store_cannot_claim_the_key()
    {
        _store.PutFailure = new IOException();
        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => _work.DoAsync(new("a")));
        Assert.Same(_store.PutFailure, thrown.InnerException);
        Assert.Equal(0, _work.Executions);
    }

    [Fact]
    public async Task Keeps_the_claim_when_the_result_cannot_be_saved()
    {
        _store.UpdateFailure = new IOException();
        var thrown = await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => _work.DoAsync(new("a")));
        Assert.Same(_store.UpdateFailure, thrown.InnerException);
        await Assert.ThrowsAsync<IdempotencyAlreadyInProgressException>(() => _work.DoAsync(new("a")));
        Assert.Equal(1, _work.Executions);
    }

    [Fact]
    public async Task Takes_over_the_claim_of_a_lambda_that_must_be_dead()
    {
        _store.UpdateFailure = new IOException();
        Powertools.RegisterLambdaContext(new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(-1) });
        await Assert.ThrowsAsync<IdempotencyPersistenceLayerException>(() => _work.DoAsync(new("a")));

        _store.UpdateFailure = null;
        Assert.Equal(new("a", 2), await _work.DoAsync(new("a")));
    }

    [Fact]
    public async Task Works_again_once_the_record_expired()
    {
        Configure(options => options.WithExpiration(TimeSpan.FromSeconds(-10)));
        await _work.DoAsync(new("a"));
        await _work.DoAsync(new("a"));
        Assert.Equal(2, _work.Executions);
    }

    [Fact]
    public async Task Remembers_for_the_time_that_was_asked_for()
    {
        Configure(options => options.WithExpiration(TimeSpan.FromDays(8)));
        var before = TimeProvider.System.GetUtcNow();
        await _work.DoAsync(new("a"));
        var expiry = DateTimeOffset.FromUnixTimeSeconds(Assert.Single(_store.Records).Value.ExpiryTimestamp);
        Assert.InRange(expiry, before.AddDays(8).AddSeconds(-1), TimeProvider.System.GetUtcNow().AddDays(8));
    }

    [Fact]
    public async Task Refuses_a_call_without_a_key_when_it_must_have_one()
    {
        Configure(options => options.WithThrowOnNoIdempotencyKey(true));
        await Assert.ThrowsAsync<IdempotencyKeyException>(() => _work.DoAsync(new(null)));
        Assert.Equal(0, _work.Executions);
    }

    [Fact]
    public async Task A_local_cache_answers_without_the_store()
    {
        Configure(options => options.WithUseLocalCache(true));
        await _work.DoAsync(new("a"));
        Assert.Equal(new("a", 1), await _work.DoAsync(new("a")));
        Assert.Equal(1, _store.Puts);
    }

    [Fact]
    public async Task Works_every_time_when_it_is_switched_off()
    {
        Environment.SetEnvironmentVariable("POWERTOOLS_IDEMPOTENCY_DISABLED", "true");
        try
        {
            await _work.DoAsync(new("a"));
            await _work.DoAsync(new("a"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("POWERTOOLS_IDEMPOTENCY_DISABLED", null);
        }
        Assert.Equal(2, _work.Executions);
        Assert.Empty(_store.Records);
    }

    private void Configure(Action<IdempotencyOptionsBuilder>? more = null) =>
        Powertools.Configure(
            idempotency => idempotency.WithPersistenceStore(_store).WithJsonSerializationContext(WorkTypes.Default).WithOptions(options =>
            {
                options.WithEventKeyJmesPath(nameof(WorkOrder.Key)).WithPayloadValidationJmesPath(nameof(WorkOrder.Digest));
                more?.Invoke(options);
            }));
}
