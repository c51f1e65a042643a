using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>Parses the bytes of the invocation's payload. Anything but a JSON document is reported as an error of the settings.</summary>
internal static class PayloadBytes
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Bottomless = new() { MaxDepth = int.MaxValue };

    /// <summary>The document; <see cref="JsonValueKind.Undefined"/> if there is none, which is reported.</summary>
    /// <param name="whole">The place of the whole payload.</param>
    public static JsonElement Read(ReadOnlyMemory<byte> payload, SettingLocation whole)
    {
        if (payload.IsEmpty) whole.Refuse("", "is empty", JsonLayer.Valid);
        else if (!Utf8.IsValid(payload.Span)) whole.Refuse(Shown(payload), "holds bytes that are not UTF-8", JsonLayer.Valid);
        else return Parse(payload, whole);
        return default;
    }

    /// <summary>True if a text that cannot be parsed is JSON, but nested deeper than parsers are asked to go.</summary>
    public static bool IsTooDeep(ReadOnlyMemory<byte> text)
    {
        try
        {
            JsonDocument.Parse(text, Bottomless).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The problem with such a text.</summary>
    public static string TooDeep => $"is nested over {Deepest} deep";

    /// <summary>The problem with a text that is not JSON.</summary>
    public static string NotJson(JsonException e) => $"is not JSON from line {e.LineNumber + 1}, position {e.BytePositionInLine + 1} on";

    private static JsonElement Parse(ReadOnlyMemory<byte> payload, SettingLocation whole)
    {
        try
        {
            return JsonElement.Parse(payload.Span, new() { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            whole.Refuse(Shown(payload), IsTooDeep(payload) ? TooDeep : NotJson(e), JsonLayer.Valid);
            return default;
        }
    }

    private static string Shown(ReadOnlyMemory<byte> payload) =>
        JsonText.Shown(Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 1024)]));
}
