namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>One delivery of an event to the function, and its reply.</summary>
internal sealed class LambdaInvocation
{
    private readonly TaskCompletionSource<FunctionReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The request id, a GUID as in Lambda. A repeated delivery has the same one.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The event, as JSON in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The function's time from the moment it takes the event.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Completes with the function's reply; never faults.</summary>
    public Task<FunctionReply> Reply => _reply.Task;

    /// <summary>Sets the function's reply; only the first one counts.</summary>
    public void Complete(FunctionReply value) => _reply.TrySetResult(value);
}
