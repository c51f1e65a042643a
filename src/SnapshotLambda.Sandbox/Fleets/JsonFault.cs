using System.Text;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>The place where a text stops being JSON, in lines and characters from 1, and the text there.</summary>
/// <param name="Found">The text there, shortened and in quotes, or a word for none.</param>
internal sealed record JsonFault(int Line, int Column, string Found)
{
    /// <summary>The valid form.</summary>
    public const string Valid = "JSON: names and texts in double quotes, no comments, no comma after the last of several";

    private const int MostFound = 20;

    /// <summary>The place, as in <c>line 2, column 14</c>.</summary>
    public string Place => $"line {Line}, column {Column}";

    /// <summary>The fault in a text that could not be parsed.</summary>
    public static JsonFault In(ReadOnlyMemory<byte> json, JsonException fault)
    {
        var lines = Encoding.UTF8.GetString(json.Span).Split('\n');
        var line = (int)Math.Min(fault.LineNumber ?? 0, lines.Length - 1);
        var bytes = Encoding.UTF8.GetBytes(lines[line]);
        var at = (int)Math.Min(fault.BytePositionInLine ?? 0, bytes.Length);
        var column = Encoding.UTF8.GetCharCount(bytes, 0, at);
        var rest = lines[line][Math.Min(column, lines[line].Length)..].Trim();
        return new JsonFault(
            line + 1, column + 1, rest.Length == 0 ? "nothing" : $"'{(rest.Length > MostFound ? rest[..MostFound] + "…" : rest)}'");
    }
}
