using System.Collections.Frozen;
using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Approving;

/// <summary>
/// Reads the ids of an approval that is too long for a payload: the same JSON object that a payload would be, in a file of its own.
/// </summary>
internal static class ApprovalFile
{
    // Four million ids: no plan has as many.
    private const long MostBytes = 100_000_000;

    /// <summary>The approved ids.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="runId">The run whose plans were approved.</param>
    /// <exception cref="ApprovalUnreadableException">The file is something else, or approves another run. It says what is wrong.</exception>
    public static IReadOnlySet<string> Read(Stream stream, string runId)
    {
        if (stream.Length > MostBytes)
            throw new ApprovalUnreadableException(FormattableString.Invariant($"It has over {MostBytes / 1_000_000:N0} MB."));
        using var json = Parsed(stream);
        var root = json.RootElement;
        if (root.ValueKind is not JsonValueKind.Object) throw Wrong("it is not an object");
        var named = Only(root, "approvedRun");
        if (JsonText.TextOrNull(named) != runId) throw Wrong($"its approvedRun is {JsonText.Shown(named)}, and not this run");
        var ids = Only(root, "approvedSnapshotIds");
        return ids.ValueKind is JsonValueKind.Array
            ? ids.EnumerateArray().Select(IdOf).ToFrozenSet(StringComparer.Ordinal)
            : throw Wrong($"its approvedSnapshotIds is {JsonText.Kind(ids)}, and not an array of snapshot ids");
    }

    private static JsonDocument Parsed(Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException fault)
        {
            throw Wrong($"it is not JSON: {fault.Message}", fault);
        }
    }

    private static JsonElement Only(JsonElement root, string name)
    {
        var all = root.EnumerateObject().Where(property => property.NameEquals(name)).ToList();
        return all is [var only] ? only.Value : throw Wrong($"it names {name} {all.Count} times, and not once");
    }

    private static string IdOf(JsonElement item) =>
        JsonText.TextOrNull(item) is { } id && SnapshotIdListType.IsSnapshotId(id)
            ? id
            : throw Wrong($"{JsonText.Shown(item)} is not a snapshot id");

    private static ApprovalUnreadableException Wrong(string fault, Exception? inner = null) => new($"It is no approval: {fault}.", inner);
}
