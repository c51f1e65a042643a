using System.Buffers;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>A list of snapshot ids, 1 to 9,000: as many as fit into an event of 256 KB.</summary>
internal sealed class SnapshotIdListType()
    : ListType("1 to 9000 snapshot ids, each snap- and 8 or 17 lower-case hexadecimal digits", 1, 9000)
{
    private const string Prefix = "snap-";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>True if a text has the form of a snapshot's id.</summary>
    public static bool IsSnapshotId(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.Length - Prefix.Length is 8 or 17
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Digits) < 0;

    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place) =>
        IsSnapshotId(text) || place.Refuse(json, "is not a snapshot id", ValidAt(place));

    /// <inheritdoc/>
    protected override void WriteItemSchema(Utf8JsonWriter writer) => writer.WriteString("pattern", "^snap-([0-9a-f]{8}|[0-9a-f]{17})$");
}
