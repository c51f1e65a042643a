using System.ComponentModel;
using System.Diagnostics;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>A process that was started here. What it writes is always taken; disposing ends it and all it started.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task _drained;

    private ChildProcess(Process process, Action<string> line)
    {
        _process = process;
        var gate = new Lock();
        _drained = Task.WhenAll(DrainAsync(process.StandardOutput, line, gate), DrainAsync(process.StandardError, line, gate));
        Exit = ExitAsync();
    }

    /// <summary>Completes with the exit code once it has ended and all it wrote was taken.</summary>
    public Task<int> Exit { get; }

    /// <summary>User and system time so far, as long as it runs.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that was resident so far, as long as it runs.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>The file descriptors that it has open now; 0 once it has ended.</summary>
    public int Descriptors
    {
        get
        {
            try
            {
                return Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;
            }
            catch (Exception fault) when (fault is IOException or InvalidOperationException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>Starts a program with arguments that no shell reads.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">The whole of its environment.</param>
    /// <param name="line">Takes each line that it writes, one at a time.</param>
    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, Action<string> line)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new ChildProcess(process, line);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself in the meantime, or is ending.
        }

        await Task.WhenAny(Exit, Task.Delay(EndLimit, TimeProvider.System));
        _process.Dispose();
    }

    private static async Task DrainAsync(StreamReader reader, Action<string> take, Lock gate)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (gate) take(line);
        }
    }

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        await Task.WhenAny(_drained, Task.Delay(EndLimit, TimeProvider.System));
        return code;
    }
}
