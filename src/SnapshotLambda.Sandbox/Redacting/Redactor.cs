using System.Text;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>
/// Redacts a log, a result or a plan, so that it can be shown to strangers: what is somebody's gets pseudonyms, the same everywhere,
/// and what the function says by itself stays. It reads everything before it writes anything, since a line may name what only a later
/// one has in a tag.
/// </summary>
internal sealed class Redactor
{
    private readonly Pseudonyms _pseudonyms = new();

    private readonly TextRedaction _texts;

    private readonly JsonRedaction _json;

    private Redactor()
    {
        _texts = new TextRedaction(_pseudonyms);
        _json = new JsonRedaction(_pseudonyms, _texts);
    }

    /// <summary>The redacted text, and the number of different things in it that were replaced.</summary>
    public static (string Text, int Replaced) Redact(string text) => new Redactor().Of(text);

    private (string Text, int Replaced) Of(string text)
    {
        if (Parsed(text) is { } whole)
        {
            using (whole)
            {
                _json.Learn(whole.RootElement);
                var end = text.EndsWith('\n') ? "\n" : "";
                return (_json.Of(whole.RootElement, text.Trim().Contains('\n', StringComparison.Ordinal)) + end, _pseudonyms.Count);
            }
        }

        var lines = text.Split('\n').Select(Split).ToList();
        foreach (var line in lines)
        {
            if (line.Json is not null)
                _json.Learn(line.Json.RootElement);
        }

        var redacted = new StringBuilder(text.Length);
        foreach (var (before, json, after) in lines)
        {
            redacted.Append(_texts.Of(before));
            if (json is not null)
            {
                redacted.Append(_json.Of(json.RootElement, indented: false));
                json.Dispose();
            }

            redacted.Append(after).Append('\n');
        }

        return (redacted.ToString(0, redacted.Length - 1), _pseudonyms.Count);
    }

    /// <summary>A line, which may have a time before its JSON, as an export of CloudWatch has.</summary>
    private static (string Before, JsonDocument? Json, string After) Split(string line)
    {
        var end = line.EndsWith('\r') ? "\r" : "";
        var body = line[..^end.Length];
        var start = body.IndexOf('{', StringComparison.Ordinal);
        return start >= 0 && Parsed(body[start..]) is { } json ? (body[..start], json, end) : (body, null, end);
    }

    /// <summary>The JSON, all of whose texts can be read; null if it is none, or a bare number or text.</summary>
    private static JsonDocument? Parsed(string text)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array && IsReadable(document.RootElement))
                return document;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // It is read as a sentence.
        }

        document?.Dispose();
        return null;
    }

    /// <summary>False if a text in it is half a character, which JSON allows and .NET refuses.</summary>
    private static bool IsReadable(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(field => field.Name is not null && IsReadable(field.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsReadable),
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
