using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Reads and writes the function's result.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Writing =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The result; null for any other text.</summary>
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

    /// <summary>The result of a restore; null for any other text.</summary>
    public static RestoreResult? TryReadRestore(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RestoreResult>(json, Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value in one line.</summary>
    public static string InOneLine(JsonElement value) => JsonSerializer.Serialize(value, Compact);

    /// <summary>The same document, indented for people and for comparison by line.</summary>
    public static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Writing);
    }
}
