using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>One run of the function's process: everything it needs is started around it, everything asked for is written after it.</summary>
internal static class FunctionRun
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static async Task<int> RunAsync(InvokeRequest request, Surroundings surroundings, CancellationToken cancellation)
    {
        await using StreamWriter? log = OpenLog(request.LogsFile);
        var output = new FunctionOutput(log);
        FunctionReply reply;
        World? after = null;
        if (request.Target is RunTarget.Embedded embedded)
        {
            await using SandboxServer sandbox = await embedded.Setup.StartAsync(cancellation);
            reply = await DeliverAsync(request, sandbox.Url, output, surroundings, cancellation);
            after = sandbox.World;
        }
        else
        {
            reply = await DeliverAsync(request, (request.Target as RunTarget.Endpoint)?.Url, output, surroundings, cancellation);
        }

        if (output.Fault is { } fault)
            await surroundings.Error.WriteLineAsync($"warning: --logs '{request.LogsFile}' is incomplete: {fault.Message}");
        return await RunOutcome.PresentAsync(request, reply, after, surroundings);
    }

    private static async Task<FunctionReply> DeliverAsync(
        InvokeRequest request, Uri? endpoint, FunctionOutput output, Surroundings surroundings, CancellationToken cancellation)
    {
        LambdaIdentity identity = FunctionSetting.Identity(request.Target, surroundings);
        FunctionCommand command = FunctionSetting.Command(request, endpoint, identity, surroundings);
        await using LambdaRuntimeApi api = await LambdaRuntimeApi.StartAsync(identity, surroundings.Clock, cancellation);
        await using FunctionProcess process = FunctionProcess.Start(command, api.Address, output, surroundings.Clock);
        var lambda = new LocalLambda(api, process, output, LambdaLimits.Default, surroundings.Clock);
        Guid requestId = surroundings.NewId();
        FunctionReply? reply = null;
        for (int delivery = 0; delivery < request.Deliveries && reply is null or FunctionReply.Answered; delivery++)
        {
            var invocation = new LambdaInvocation { RequestId = requestId, Payload = request.Event, Remaining = request.Remaining };
            reply = await lambda.InvokeAsync(invocation, cancellation);
        }

        return reply!;
    }

    private static StreamWriter? OpenLog(string? path)
    {
        try
        {
            return path is null ? null : new StreamWriter(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--logs '{path}' cannot be written: {fault.Message}", "a file that you may write", "Check the path and its permissions.");
        }
    }
}
