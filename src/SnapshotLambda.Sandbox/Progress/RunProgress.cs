using System.Text.Json;

namespace SnapshotLambda.Sandbox.Progress;

/// <summary>
/// Follows a run by the lines that the function logs, one by one and from any thread. A line that is none of these events is passed
/// over, whatever is in it.
/// </summary>
internal sealed class RunProgress(TimeProvider clock)
{
    private static readonly Dictionary<string, Func<RegionProgress, JsonElement, RegionProgress>> Events = new(StringComparer.Ordinal)
    {
        ["region_scanned"] = (region, line) => region with { IsRead = true, Scanned = Number(line, "scanned"), Planned = Number(line, "planned"), ToMark = Number(line, "to_mark") },
        ["region_finished"] = (region, _) => region with { IsFinished = true },
        ["snapshot_deleted"] = (region, _) => region with { Deleted = region.Deleted + 1 },
        ["snapshot_may_be_deleted"] = (region, _) => region with { MayBeDeleted = region.MayBeDeleted + 1 },
        ["snapshot_would_delete"] = (region, _) => region with { WouldDelete = region.WouldDelete + 1 },
        ["snapshot_marked"] = (region, _) => region with { Marked = region.Marked + 1 },
        ["snapshot_failed"] = (region, _) => region with { Failed = region.Failed + 1 },
        ["throttled"] = (region, line) => region with { Throttles = Math.Max(region.Throttles, Number(line, "times")) },
    };

    private readonly Lock gate = new();
    private readonly OrderedDictionary<(string Account, string Region), RegionProgress> regions = [];
    private string? runId;
    private bool? isDryRun;
    private int deletions;
    private long first;
    private long last;

    /// <summary>What it came to so far.</summary>
    public RunState State
    {
        get
        {
            lock (gate)
            {
                double seconds = clock.GetElapsedTime(first, last).TotalSeconds;
                return new RunState(runId, isDryRun, [.. regions.Values], deletions > 1 && seconds > 0 ? (deletions - 1) / seconds : null);
            }
        }
    }

    /// <summary>Takes a line in.</summary>
    public void Take(string line)
    {
        // Most lines of a verbose run are of no interest here, and not worth being parsed.
        if (!line.StartsWith('{') || !(line.Contains("\"run_started\"", StringComparison.Ordinal) || Events.Keys.Any(name => line.Contains($"\"{name}\"", StringComparison.Ordinal))))
            return;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Take(document.RootElement);
        }
        catch (JsonException)
        {
            // Half a line, or somebody else's.
        }
    }

    private void Take(JsonElement line)
    {
        string name = Text(line, "message");
        lock (gate)
        {
            if (name == "run_started" && line.TryGetProperty("dry_run", out JsonElement dryRun))
                (runId, isDryRun) = (Text(line, "run_id"), dryRun.ValueKind != JsonValueKind.False);
            if (!Events.TryGetValue(name, out Func<RegionProgress, JsonElement, RegionProgress>? next))
                return;
            (string Account, string Region) place = (Text(line, "account"), Text(line, "region"));
            regions[place] = next(regions.GetValueOrDefault(place) ?? new RegionProgress(place.Account, place.Region), line);
            if (name != "snapshot_deleted")
                return;
            last = clock.GetTimestamp();
            if (deletions++ == 0)
                first = last;
        }
    }

    private static string Text(JsonElement line, string key) =>
        line.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int Number(JsonElement line, string key) =>
        line.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : 0;
}
