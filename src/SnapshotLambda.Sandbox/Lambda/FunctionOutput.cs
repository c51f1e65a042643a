namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// Takes every line that the function's process writes, since a process with a full pipe would hang. A fault in writing the log file is
/// kept for later.
/// </summary>
/// <param name="log">The log; null for none.</param>
/// <param name="taken">Receives each line before it is written.</param>
internal sealed class FunctionOutput(TextWriter? log, Action<string>? taken = null)
{
    private const int LastLinesKept = 20;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lastErrors = new();

    /// <summary>The number of lines so far.</summary>
    public int Lines { get; private set; }

    /// <summary>The first fault in writing the log; null if there was none.</summary>
    public IOException? Fault { get; private set; }

    /// <summary>The last lines of standard error.</summary>
    public IReadOnlyList<string> LastErrorLines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lastErrors];
            }
        }
    }

    /// <summary>Takes all lines until the stream ends.</summary>
    public async Task DrainAsync(TextReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
            Take(line, isError);
    }

    private void Take(string line, bool isError)
    {
        lock (_gate)
        {
            Lines++;
            taken?.Invoke(line);
            if (isError)
            {
                _lastErrors.Enqueue(line);
                if (_lastErrors.Count > LastLinesKept)
                    _lastErrors.Dequeue();
            }

            if (Fault is not null)
                return;
            try
            {
                log?.WriteLine(line);
            }
            catch (IOException fault)
            {
                Fault = fault;
            }
        }
    }
}
