using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>
/// A run's log in an order that no second run changes. Regions are cleaned at the same time, so their lines stand region by region. Many
/// deletions of a region go at the same time, so what became of them stands snapshot by snapshot. Everything else stays in the order in
/// which it was written.
/// </summary>
internal static class GoldenLog
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] OfDeletions =
        ["snapshot_deleted", "snapshot_failed", "snapshot_kept", "snapshot_may_be_deleted", "throttled"];

    /// <summary>
    /// The lines in JSON. What all of them say alike stands once, on the first line, and not on the others. Lambda's own lines, which
    /// are no JSON, are left out.
    /// </summary>
    public static string Text(IReadOnlyList<string> written)
    {
        JsonObject[] inTurn = [.. written.Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!.AsObject())];
        JsonObject[] lines = [.. Ordered(inTurn)];
        // One that two lines had alike by chance would be said once.
        foreach (var line in lines) line["timestamp"] = "<now>";
        if (lines.Length == 1) return lines[0].ToJsonString(Readable);
        var alike = new JsonObject();
        foreach (var (key, value) in lines[0].ToArray())
        {
            if (!lines.All(line => line.TryGetPropertyValue(key, out var other) && JsonNode.DeepEquals(value, other))) continue;
            alike[key] = value?.DeepClone();
            foreach (var line in lines) line.Remove(key);
        }

        return string.Join('\n', lines.Prepend(alike).Select(line => line.ToJsonString(Readable)));
    }

    private static IEnumerable<JsonObject> Ordered(JsonObject[] lines) =>
        Blocks(lines, line => IsOfRun(line) ? "run" : "regions").SelectMany(block => IsOfRun(block[0])
            ? block
            : block.GroupBy(line => (Text(line, "account"), Text(line, "region"))).OrderBy(region => region.Key)
                .SelectMany(region => OrderedRegion([.. region])));

    private static IEnumerable<JsonObject> OrderedRegion(JsonObject[] lines)
    {
        var deletions = Array.FindIndex(lines, line => Text(line, "message") == "snapshots_deleting");
        if (deletions < 0) return lines;
        var blocks = Blocks(lines[deletions..], line => OfDeletions.Contains(Text(line, "message")) ? "deletions" : Text(line, "message"));
        return lines[..deletions].Concat(
            blocks.SelectMany(block => block.OrderBy(line => Text(line, "snapshot_id"), StringComparer.Ordinal)));
    }

    /// <summary>The lines in blocks of neighbours that are of one kind.</summary>
    private static IEnumerable<JsonObject[]> Blocks(JsonObject[] lines, Func<JsonObject, string> kind)
    {
        for (var start = 0; start < lines.Length;)
        {
            var of = kind(lines[start]);
            var end = start + lines[start..].TakeWhile(line => kind(line) == of).Count();
            yield return lines[start..end];
            start = end;
        }
    }

    private static bool IsOfRun(JsonObject line) =>
        Text(line, "message") is var message
        && (message.StartsWith("run_", StringComparison.Ordinal) || message == "idempotency_in_memory");

    private static string Text(JsonObject line, string key) => (string?)line[key] ?? "";
}
