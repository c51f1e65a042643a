using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SnapshotLambda.Tests;

/// <summary>Keeps what is logged: each line's event and keys.</summary>
internal sealed class CapturedLog : ILogger<SnapshotCleanUp>, ILogger<SnapshotRestore>
{
    private readonly ConcurrentQueue<(string Event, Dictionary<string, object?> Keys)> _lines = new();

    /// <summary>The lines of one event, in order.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Of(string name) =>
        [.. _lines.Where(line => line.Event == name).Select(line => line.Keys)];

    /// <summary>All lines.</summary>
    public IReadOnlyList<(string Event, Dictionary<string, object?> Keys)> Lines => [.. _lines];

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Information) return;
        var keys = ((IEnumerable<KeyValuePair<string, object?>>)state!)
            .Where(pair => pair.Key != "{OriginalFormat}")
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        _lines.Enqueue((formatter(state, exception), keys));
    }
}
