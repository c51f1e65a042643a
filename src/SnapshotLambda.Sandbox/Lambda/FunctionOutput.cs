namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// Takes the lines that the function's process writes. It never refuses one: a process whose output nobody takes would
/// stand still. A log file that cannot be written is remembered instead.
/// </summary>
/// <param name="log">Where the lines go; null: nowhere.</param>
/// <param name="taken">Is told each line before it is written.</param>
internal sealed class FunctionOutput(TextWriter? log, Action<string>? taken = null)
{
    private const int LastLinesKept = 20;

    private readonly Lock gate = new();
    private readonly Queue<string> lastErrors = new();

    /// <summary>Lines taken so far.</summary>
    public int Lines { get; private set; }

    /// <summary>The first fault in writing the log; null if there was none.</summary>
    public IOException? Fault { get; private set; }

    /// <summary>The end of standard error.</summary>
    public IReadOnlyList<string> LastErrorLines
    {
        get
        {
            lock (gate)
            {
                return [.. lastErrors];
            }
        }
    }

    /// <summary>Takes everything until the stream ends.</summary>
    public async Task DrainAsync(TextReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
            Take(line, isError);
    }

    private void Take(string line, bool isError)
    {
        lock (gate)
        {
            Lines++;
            taken?.Invoke(line);
            if (isError)
            {
                lastErrors.Enqueue(line);
                if (lastErrors.Count > LastLinesKept)
                    lastErrors.Dequeue();
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
