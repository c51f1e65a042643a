namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>One delivery of an event to the function, and the place where its reply arrives.</summary>
internal sealed class LambdaInvocation
{
    private readonly TaskCompletionSource<FunctionReply> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The request id, as Lambda makes them: a GUID. A repeated delivery has the same one.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The event, as JSON in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The time that the function has from the moment it takes the event.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Completes with the function's reply; never faults.</summary>
    public Task<FunctionReply> Reply => reply.Task;

    /// <summary>Takes the function's reply. The first one stands.</summary>
    public void Complete(FunctionReply value) => reply.TrySetResult(value);
}
