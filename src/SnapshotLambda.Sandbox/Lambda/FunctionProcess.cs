using System.ComponentModel;
using System.Diagnostics;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// The function's process. All its output is taken, and its end is always noticed. Disposing kills it with all its children.
/// </summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly Task _drained;

    private FunctionProcess(Process process, FunctionOutput output, TimeProvider clock)
    {
        _process = process;
        _clock = clock;
        _drained = Task.WhenAll(
            output.DrainAsync(process.StandardOutput, isError: false),
            output.DrainAsync(process.StandardError, isError: true));
        Exit = ExitAsync();
    }

    /// <summary>Completes with the exit code once the process has ended and its output is complete.</summary>
    public Task<int> Exit { get; }

    /// <summary>Starts the process.</summary>
    /// <exception cref="SandboxException">The process could not be started.</exception>
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
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment[FunctionCommand.RuntimeApiVariable] = runtimeApi;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new FunctionProcess(process, output, clock);
        }
        catch (Win32Exception fault)
        {
            throw new SandboxException(
                $"{command.Program} could not be started: {fault.Message}.", "Build the solution with 'dotnet build' and try again.");
        }
    }

    /// <summary>Kills the process with all its children, and waits for its end.</summary>
    public async Task EndAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process has just ended by itself.
        }

        await Task.WhenAny(Exit, Task.Delay(EndLimit, _clock));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        // A child that outlives the process may hold its output open.
        await Task.WhenAny(_drained, Task.Delay(EndLimit, _clock));
        return code;
    }
}
