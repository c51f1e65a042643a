using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Reads and writes the function's result.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The result; null if the text is not one.</summary>
    public static RunResult? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RunResult>(json, Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value in one line, however it was written.</summary>
    public static string InOneLine(JsonElement value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>The same document, indented for people and for line-wise comparison; nothing is added or lost.</summary>
    public static string Indented(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Writing);
    }
}
