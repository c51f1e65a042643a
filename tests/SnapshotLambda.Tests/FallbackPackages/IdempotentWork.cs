using System.Text.Json.Serialization;
using AWS.Lambda.Powertools.Idempotency;

namespace SnapshotLambda.Tests.FallbackPackages;

/// <summary>An order is the same as another with its key; its digest tells whether it asks for the same.</summary>
public sealed record WorkOrder(string? Key, string Digest = "one");

public sealed record WorkReceipt(string? Key, int Execution);

[JsonSerializable(typeof(WorkOrder))]
[JsonSerializable(typeof(WorkReceipt))]
[JsonSerializable(typeof(object))]
internal sealed partial class WorkTypes : JsonSerializerContext;

/// <summary>Idempotent work that counts how often it is really done.</summary>
internal sealed class IdempotentWork
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _executions;

    public int Executions => _executions;
    public Task Started => _started.Task;
    public Exception? Failure { get; set; }
    public Task Gate { get; set; } = Task.CompletedTask;

    [Idempotent]
    public Task<WorkReceipt> DoAsync([IdempotencyKey] WorkOrder order) => ReallyDoAsync(order);

    [Idempotent(KeyPrefix = "nightly")]
    public Task<WorkReceipt> DoPrefixedAsync([IdempotencyKey] WorkOrder order) => ReallyDoAsync(order);

    [Idempotent]
    public async Task<WorkReceipt?> DoForNothingAsync([IdempotencyKey] WorkOrder order)
    {
        await ReallyDoAsync(order);
        return null;
    }

    private async Task<WorkReceipt> ReallyDoAsync(WorkOrder order)
    {
        var execution = Interlocked.Increment(ref _executions);
        _started.TrySetResult();
        await Gate;
        return Failure is null ? new(order.Key, execution) : throw Failure;
    }
}
