using System.Collections.Concurrent;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>The answered calls, in order; the oldest beyond a million are dropped.</summary>
internal sealed class AccessLog
{
    private const int Most = 1_000_000;
    private readonly ConcurrentQueue<CallRecord> _calls = new();

    /// <summary>The calls so far.</summary>
    public IReadOnlyList<CallRecord> Calls => [.. _calls];

    /// <summary>The number of calls so far.</summary>
    public int Count => _calls.Count;

    /// <summary>Adds a call.</summary>
    public void Add(CallRecord call)
    {
        _calls.Enqueue(call);
        if (_calls.Count > Most)
            _calls.TryDequeue(out _);
    }
}
