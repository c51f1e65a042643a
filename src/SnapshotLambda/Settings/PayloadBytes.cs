using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The invocation's payload, byte by byte as it was sent: whatever is no JSON document is told, as a wrong setting is.</summary>
internal static class PayloadBytes
{
    private const int Deepest = 64;

    private static readonly JsonDocumentOptions Bottomless = new() { MaxDepth = int.MaxValue };

    /// <summary>The document; one that is <see cref="JsonValueKind.Undefined"/> where it is none, which is told.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="whole">The place of the whole.</param>
    public static JsonElement Read(ReadOnlyMemory<byte> payload, SettingLocation whole)
    {
        if (payload.IsEmpty) whole.Refuse("", "is empty", JsonLayer.Valid);
        else if (!Utf8.IsValid(payload.Span)) whole.Refuse(Shown(payload), "holds bytes that are not UTF-8", JsonLayer.Valid);
        else return Parse(payload, whole);
        return default;
    }

    /// <summary>Whether a text that cannot be parsed is JSON all the same, only nested deeper than any parser is asked to go.</summary>
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

    /// <summary>What is said of such a text.</summary>
    public static string TooDeep => $"is nested over {Deepest} deep";

    private static JsonElement Parse(ReadOnlyMemory<byte> payload, SettingLocation whole)
    {
        try
        {
            return JsonElement.Parse(payload.Span, new() { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            var problem = IsTooDeep(payload) ? TooDeep : $"is not JSON from line {e.LineNumber + 1}, position {e.BytePositionInLine + 1} on";
            whole.Refuse(Shown(payload), problem, JsonLayer.Valid);
            return default;
        }
    }

    private static string Shown(ReadOnlyMemory<byte> payload) => JsonText.Shown(Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 1024)]));
}
