using System.Text;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The snapshots that the last dry run in a log would delete.</summary>
/// <param name="RunId">The run to approve: the last one that named a snapshot.</param>
/// <param name="Runs">The number of runs in the log that named a snapshot.</param>
/// <param name="SnapshotIds">The snapshots that it named, each once, the oldest first.</param>
/// <param name="Lines">The number of lines in the log, without empty ones.</param>
/// <param name="LinesPassedOver">The number of lines that are not JSON objects, such as Lambda's own.</param>
internal sealed record DryRunLog(string RunId, int Runs, IReadOnlyList<string> SnapshotIds, int Lines, int LinesPassedOver)
{
    /// <summary>Reads a log. A line with another id than a snapshot's is ignored.</summary>
    public static DryRunLog Read(ReadOnlyMemory<byte> log)
    {
        var named = new List<Named>();
        int lines = 0, passedOver = 0;
        const StringSplitOptions trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var line in Encoding.UTF8.GetString(log.Span).Split('\n', trimmed))
        {
            lines++;
            if (!TryRead(line, out var one))
                passedOver++;
            else if (one is not null)
                named.Add(one);
        }

        var run = named.Count == 0 ? "" : named[^1].RunId;
        string[] ids =
        [
            .. named
                .Where(one => one.RunId == run)
                .OrderBy(one => one.StartTime, StringComparer.Ordinal)
                .ThenBy(one => one.SnapshotId, StringComparer.Ordinal)
                .Select(one => one.SnapshotId).Distinct(StringComparer.Ordinal),
        ];
        return new DryRunLog(run, named.Select(one => one.RunId).Distinct(StringComparer.Ordinal).Count(), ids, lines, passedOver);
    }

    private static bool TryRead(string line, out Named? named)
    {
        named = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            if (Text(document.RootElement, "message") == "snapshot_would_delete"
                && Text(document.RootElement, "snapshot_id") is { } id && Fleets.AwsFormats.SnapshotId(id) is not null)
                named = new Named(Text(document.RootElement, "run_id") ?? "", id, Text(document.RootElement, "start_time") ?? "");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement line, string key) =>
        line.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Named(string RunId, string SnapshotId, string StartTime);
}
