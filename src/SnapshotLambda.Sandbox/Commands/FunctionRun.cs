using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Progress;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Runs the function's process once: starts everything it needs before, and writes everything asked for after.</summary>
internal static class FunctionRun
{
    /// <summary>The exit code of a process ended by Ctrl+C, which reaches the function as well.</summary>
    private const int EndedByInterrupt = 130;

    /// <summary>Runs the function and returns the exit code.</summary>
    public static async Task<int> RunAsync(InvokeRequest request, ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        using var reports = ReportFolder.For(request);
        request = reports.Onto(request);
        await using var log = OpenLog(request.LogsFile);
        var progress = new RunProgress(surroundings.Clock);
        var output = new FunctionOutput(log, progress.Take);
        FunctionReply? reply;
        World? after = null;
        if (request.Target is RunTarget.Embedded embedded)
        {
            await using var sandbox = await embedded.Setup.StartAsync(cancellation);
            reply = await ShowAsync(
                new ProgressDisplay(progress, () => sandbox.CallCount, surroundings.Clock), request, surroundings,
                () => DeliverUnlessInterruptedAsync(request, sandbox.Url, output, surroundings, cancellation));
            after = sandbox.World;
        }
        else
        {
            var endpoint = (request.Target as RunTarget.Remote)?.Url;
            reply = await ShowAsync(
                new ProgressDisplay(progress, calls: null, surroundings.Clock), request, surroundings,
                () => DeliverUnlessInterruptedAsync(request, endpoint, output, surroundings, cancellation));
        }

        if (output.Fault is { } fault)
            await surroundings.Error.WriteLineAsync($"warning: --logs '{request.LogsFile}' is incomplete: {fault.Message}");
        reports.Write(request, reply);
        if (request.IsRestore)
            return await RestoreOutcome.PresentAsync(request, reply, after, surroundings);
        return reply is null
            ? await InterruptedRun.PresentAsync(request, progress.State, after, surroundings)
            : await RunOutcome.PresentAsync(request, reply, after, surroundings);
    }

    private static Task<FunctionReply?> ShowAsync(
        ProgressDisplay display, InvokeRequest request, ConsoleEnvironment surroundings, Func<Task<FunctionReply?>> begin) =>
        surroundings.Terminal is { } terminal && !request.IsJson
            ? display.WithBarsAsync(terminal, begin)
            : display.WithLinesAsync(surroundings.Error, begin);

    /// <summary>The reply; null if the run was interrupted, in which case the function has ended and its output is complete.</summary>
    private static async Task<FunctionReply?> DeliverUnlessInterruptedAsync(
        InvokeRequest request, Uri? endpoint, FunctionOutput output, ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        try
        {
            var reply = await DeliverAsync(request, endpoint, output, surroundings, cancellation);
            return reply is FunctionReply.Exited { ExitCode: EndedByInterrupt } ? null : reply;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<FunctionReply> DeliverAsync(
        InvokeRequest request, Uri? endpoint, FunctionOutput output, ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        var identity = FunctionSetting.Identity(request.Target, surroundings);
        var command = FunctionSetting.Command(request, endpoint, identity, surroundings);
        await using var api = await LambdaRuntimeApi.StartAsync(identity, surroundings.Clock, cancellation);
        await using var process = FunctionProcess.Start(command, api.Address, output, surroundings.Clock);
        var lambda = new LocalLambda(api, process, output, LambdaLimits.Default, surroundings.Clock);
        var requestId = surroundings.NewId();
        FunctionReply? reply = null;
        for (var delivery = 0; delivery < request.Deliveries && reply is null or FunctionReply.Answered; delivery++)
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
            // Flushed line by line, so that the log can be followed during the run.
            return path is null ? null : new StreamWriter(path) { AutoFlush = true };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--logs '{path}' cannot be written: {fault.Message}", "a file that you may write", "Check the path and its permissions.");
        }
    }
}
