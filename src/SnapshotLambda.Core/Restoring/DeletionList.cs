using System.Text.Json;

namespace SnapshotLambda.Core.Restoring;

/// <summary>
/// A list of deletions, as a run puts it before they go: up to a hundred ids. It is read whole or not at all; a list that is cut names
/// nothing.
/// </summary>
/// <param name="RunId">The run's id.</param>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Region">The region's name.</param>
/// <param name="SnapshotIds">The ids.</param>
internal sealed record DeletionList(string RunId, string Account, string Region, IReadOnlyList<string> SnapshotIds)
{
    /// <summary>Reads a list.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static DeletionList Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new(Text(root, "runId"), Text(root, "account"), Text(root, "region"), [.. Ids(root)]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(json.IsEmpty ? "it is empty" : "it is cut, or no list of deletions", e);
        }
    }

    private static IEnumerable<string> Ids(JsonElement root)
    {
        foreach (var item in root.GetProperty("snapshotIds").EnumerateArray())
        {
            yield return item.GetString() is { } id && id.StartsWith("snap-", StringComparison.Ordinal)
                ? id
                : throw new FormatException("it names something that is no snapshot's id");
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"its {name} is null");
}
