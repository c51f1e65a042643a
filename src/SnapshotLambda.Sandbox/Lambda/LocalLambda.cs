namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// Lambda on this machine: one function process that gets events one by one. Every wait ends by the reply, the end of the process, a limit
/// or cancellation.
/// </summary>
internal sealed class LocalLambda(
    LambdaRuntimeApi api, FunctionProcess process, FunctionOutput output, LambdaLimits limits, TimeProvider clock)
{
    private bool _hasAsked;

    /// <summary>
    /// Delivers one event and waits for its outcome. The logs are complete then: the function has asked for the next event.
    /// </summary>
    public async Task<FunctionReply> InvokeAsync(LambdaInvocation invocation, CancellationToken cancellation)
    {
        if (await AskedAsync(cancellation) is { } failure)
            return failure;
        api.Offer(invocation);
        try
        {
            await Task.WhenAny(invocation.Reply, process.Exit).WaitAsync(invocation.Remaining + limits.Patience, clock, cancellation);
        }
        catch (TimeoutException)
        {
            await process.EndAsync();
            return new FunctionReply.TimedOut(invocation.Remaining, output.LastErrorLines);
        }

        if (!invocation.Reply.IsCompleted)
            return await ExitedAsync();
        await Task.WhenAny(api.Idle, process.Exit, Task.Delay(limits.Patience, clock, cancellation));
        return await invocation.Reply;
    }

    private async Task<FunctionReply?> AskedAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAny(api.Idle, api.StartFailure, process.Exit).WaitAsync(limits.Start, clock, cancellation);
        }
        catch (TimeoutException)
        {
            await process.EndAsync();
            return new FunctionReply.NeverAsked(limits.Start, output.LastErrorLines);
        }

        if (api.StartFailure.IsCompleted)
            return await api.StartFailure;
        if (process.Exit.IsCompleted)
            return await ExitedAsync();
        _hasAsked = true;
        return null;
    }

    private async Task<FunctionReply> ExitedAsync() =>
        new FunctionReply.Exited(await process.Exit, BeforeFirstEvent: !_hasAsked, output.LastErrorLines);
}
