using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>JSON in messages for people. Nothing here throws, whatever the JSON holds.</summary>
internal static class JsonText
{
    private const int MostShown = 100;
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The value in one line, as written, cut to about 100 characters.</summary>
    public static string Shown(JsonElement json)
    {
        try
        {
            return InOneLine(Cut(json.GetRawText()));
        }
        catch (InvalidOperationException)
        {
            return "(bytes that are not UTF-8)";
        }
    }

    /// <summary>The text in quotes, in one line, cut to about 100 characters.</summary>
    public static string Shown(string text) => $"\"{Cut(Readable.Encode(Cut(text)))}\"";

    /// <summary>The property's name; a note in brackets if it is not Unicode.</summary>
    public static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "(a name that is not Unicode)";
        }
    }

    /// <summary>A name as part of a field's path: in quotes if it is empty or has any but plain characters.</summary>
    public static string Path(string name) =>
        name.Length is > 0 and <= MostShown && name.All(c => c is > ' ' and <= '~' and not '"') ? name : Shown(name);

    /// <summary>The text of a JSON string; null for any other kind, or if it is not Unicode.</summary>
    public static string? TextOrNull(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The kind of the value, after "is".</summary>
    public static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Undefined => "missing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => TextOrNull(json) is null ? "not Unicode" : "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "nothing",
    };

    /// <summary>A new value, independent of the documents that it was read from.</summary>
    public static JsonElement Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = Readable })) write(writer);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Writes a property that is an array of texts.</summary>
    public static void WriteArray(Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) writer.WriteStringValue(item);
        writer.WriteEndArray();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MostShown) return text;
        var end = char.IsHighSurrogate(text[MostShown - 1]) ? MostShown - 1 : MostShown;
        return text[..end] + "…";
    }

    private static string InOneLine(string text) => string.Create(text.Length, text, (line, whole) =>
    {
        for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(whole[i]) ? ' ' : whole[i];
    });
}
