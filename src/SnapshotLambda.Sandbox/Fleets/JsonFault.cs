using System.Text;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Where a text stops being JSON, and what stands there: as a person counts, in lines and characters from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The character in it.</param>
/// <param name="Found">What stands there, shortened and in quotes; or that nothing does.</param>
internal sealed record JsonFault(int Line, int Column, string Found)
{
    /// <summary>What would be valid.</summary>
    public const string Valid = "JSON: names and texts in double quotes, no comments, no comma after the last of several";

    private const int MostFound = 20;

    /// <summary>The place, as in <c>line 2, column 14</c>.</summary>
    public string Place => $"line {Line}, column {Column}";

    /// <summary>The fault in a text that could not be parsed.</summary>
    public static JsonFault In(ReadOnlyMemory<byte> json, JsonException fault)
    {
        string[] lines = Encoding.UTF8.GetString(json.Span).Split('\n');
        int line = (int)Math.Min(fault.LineNumber ?? 0, lines.Length - 1);
        byte[] bytes = Encoding.UTF8.GetBytes(lines[line]);
        int at = (int)Math.Min(fault.BytePositionInLine ?? 0, bytes.Length);
        int column = Encoding.UTF8.GetCharCount(bytes, 0, at);
        string rest = lines[line][Math.Min(column, lines[line].Length)..].Trim();
        return new JsonFault(line + 1, column + 1, rest.Length == 0 ? "nothing" : $"'{(rest.Length > MostFound ? rest[..MostFound] + "…" : rest)}'");
    }
}
