using System.Text;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>What the last dry run in a log named to be deleted.</summary>
/// <param name="RunId">The run that is approved: the last one that named any.</param>
/// <param name="Runs">How many runs of the log named any.</param>
/// <param name="SnapshotIds">What it named, each once, oldest first.</param>
/// <param name="Lines">How many lines the log has, without empty ones.</param>
/// <param name="LinesPassedOver">How many of them are not JSON objects, such as Lambda's own.</param>
internal sealed record DryRunLog(string RunId, int Runs, IReadOnlyList<string> SnapshotIds, int Lines, int LinesPassedOver)
{
    /// <summary>Reads a log. An id that is not a snapshot's is none of this tool's lines.</summary>
    public static DryRunLog Read(ReadOnlyMemory<byte> log)
    {
        var named = new List<Named>();
        int lines = 0, passedOver = 0;
        foreach (string line in Encoding.UTF8.GetString(log.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            lines++;
            if (!TryRead(line, out Named? one))
                passedOver++;
            else if (one is not null)
                named.Add(one);
        }

        string run = named.Count == 0 ? "" : named[^1].RunId;
        string[] ids =
        [
            .. named.Where(one => one.RunId == run).OrderBy(one => one.StartTime, StringComparer.Ordinal).ThenBy(one => one.SnapshotId, StringComparer.Ordinal)
                .Select(one => one.SnapshotId).Distinct(StringComparer.Ordinal),
        ];
        return new DryRunLog(run, named.Select(one => one.RunId).Distinct(StringComparer.Ordinal).Count(), ids, lines, passedOver);
    }

    private static bool TryRead(string line, out Named? named)
    {
        named = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
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
        line.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Named(string RunId, string SnapshotId, string StartTime);
}
