using System.ComponentModel;
using System.Diagnostics;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>The function's process. What it writes is always taken; its end is always noticed; disposing ends it and all it started.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly TimeProvider clock;
    private readonly Task drained;

    private FunctionProcess(Process process, FunctionOutput output, TimeProvider clock)
    {
        this.process = process;
        this.clock = clock;
        drained = Task.WhenAll(
            output.DrainAsync(process.StandardOutput, isError: false),
            output.DrainAsync(process.StandardError, isError: true));
        Exit = ExitAsync();
    }

    /// <summary>Completes with the exit code once the process has ended and its output was taken.</summary>
    public Task<int> Exit { get; }

    /// <summary>Starts the process.</summary>
    /// <exception cref="SandboxException">It could not be started.</exception>
    public static FunctionProcess Start(FunctionCommand command, string runtimeApi, FunctionOutput output, TimeProvider clock)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in command.Environment)
            start.Environment[name] = value;
        start.Environment[FunctionCommand.RuntimeApiVariable] = runtimeApi;
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FunctionProcess(process, output, clock);
        }
        catch (Win32Exception fault)
        {
            throw new SandboxException($"{command.Program} could not be started: {fault.Message}.", "Build the solution with 'dotnet build' and try again.");
        }
    }

    /// <summary>Kills the process and all it started, and waits for that.</summary>
    public async Task EndAsync()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself in the meantime, or is ending.
        }

        await Task.WhenAny(Exit, Task.Delay(EndLimit, clock));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        process.Dispose();
    }

    private async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync();
        int code = process.ExitCode;
        // A process that it started and that outlives it may hold its output open.
        await Task.WhenAny(drained, Task.Delay(EndLimit, clock));
        return code;
    }
}
