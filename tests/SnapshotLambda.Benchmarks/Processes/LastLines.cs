namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>The end of what a process wrote, to be shown if it fails.</summary>
internal sealed class LastLines
{
    private const int Most = 20;

    private readonly Queue<string> _lines = new();

    /// <summary>Takes a line; called by one thread at a time.</summary>
    public void Take(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count > Most) _lines.Dequeue();
    }

    /// <summary>The lines, once the process has ended.</summary>
    public IReadOnlyCollection<string> All => _lines;

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _lines);
}
