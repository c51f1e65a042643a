using System.Text.Json;

namespace SnapshotLambda.Sandbox.Progress;

/// <summary>
/// Follows a run by the lines that the function logs. Lines of other events are ignored, whatever they hold. Thread-safe.
/// </summary>
internal sealed class RunProgress(TimeProvider clock)
{
    private static readonly Dictionary<string, Func<RegionProgress, JsonElement, RegionProgress>> Events = new(StringComparer.Ordinal)
    {
        ["region_scanned"] = (region, line) => region with
        {
            IsRead = true,
            Scanned = Number(line, "scanned"),
            Planned = Number(line, "planned"),
            ToMark = Number(line, "to_mark"),
        },
        ["region_finished"] = (region, _) => region with { IsFinished = true },
        ["snapshot_deleted"] = (region, _) => region with { Deleted = region.Deleted + 1 },
        ["snapshot_may_be_deleted"] = (region, _) => region with { MayBeDeleted = region.MayBeDeleted + 1 },
        ["snapshot_would_delete"] = (region, _) => region with { WouldDelete = region.WouldDelete + 1 },
        ["snapshot_marked"] = (region, _) => region with { Marked = region.Marked + 1 },
        ["snapshot_failed"] = (region, _) => region with { Failed = region.Failed + 1 },
        ["throttled"] = (region, line) => region with { Throttles = Math.Max(region.Throttles, Number(line, "times")) },
    };

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<(string Account, string Region), RegionProgress> _regions = [];
    private string? _runId;
    private bool? _isDryRun;
    private int _deletions;
    private long _first;
    private long _last;

    /// <summary>The state so far.</summary>
    public RunState State
    {
        get
        {
            lock (_gate)
            {
                var seconds = clock.GetElapsedTime(_first, _last).TotalSeconds;
                return new RunState(
                    _runId, _isDryRun, [.. _regions.Values], _deletions > 1 && seconds > 0 ? (_deletions - 1) / seconds : null);
            }
        }
    }

    /// <summary>Takes a log line.</summary>
    public void Take(string line)
    {
        // Most lines of a verbose run are not needed here, and so not parsed.
        if (!line.StartsWith('{') || !(Names(line, "run_started") || Events.Keys.Any(name => Names(line, name))))
            return;
        try
        {
            using var document = JsonDocument.Parse(line);
            Take(document.RootElement);
        }
        catch (JsonException)
        {
            // A cut line, or another program's.
        }
    }

    private void Take(JsonElement line)
    {
        var name = Text(line, "message");
        lock (_gate)
        {
            if (name == "run_started" && line.TryGetProperty("dry_run", out var dryRun))
                (_runId, _isDryRun) = (Text(line, "run_id"), dryRun.ValueKind != JsonValueKind.False);
            if (!Events.TryGetValue(name, out var next))
                return;
            (string Account, string Region) place = (Text(line, "account"), Text(line, "region"));
            _regions[place] = next(_regions.GetValueOrDefault(place) ?? new RegionProgress(place.Account, place.Region), line);
            if (name != "snapshot_deleted")
                return;
            _last = clock.GetTimestamp();
            if (_deletions++ == 0)
                _first = _last;
        }
    }

    private static bool Names(string line, string name) => line.Contains($"\"{name}\"", StringComparison.Ordinal);

    private static string Text(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int Number(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : 0;
}
