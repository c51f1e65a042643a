using System.Collections.Concurrent;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>The calls that were answered, in that order; the oldest are forgotten beyond a million.</summary>
internal sealed class AccessLog
{
    private const int Most = 1_000_000;
    private readonly ConcurrentQueue<CallRecord> calls = new();

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<CallRecord> Calls => [.. calls];

    /// <summary>How many that are.</summary>
    public int Count => calls.Count;

    /// <summary>Adds a call.</summary>
    public void Add(CallRecord call)
    {
        calls.Enqueue(call);
        if (calls.Count > Most)
            calls.TryDequeue(out _);
    }
}
