using System.Text.Encodings.Web;
using System.Text.Json;

namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>
/// Redacts JSON: its form, numbers and the function's own names stay, and every text in it is redacted as what its field holds.
/// </summary>
internal sealed class JsonRedaction(Pseudonyms pseudonyms, TextRedaction texts)
{
    private const string Account = "account";

    private const string Policy = "policy";

    /// <summary>The field of a result whose members are settings.</summary>
    private const string Settings = "settings";

    /// <summary>Remembers what the fields hold that somebody names.</summary>
    public void Learn(JsonElement element) => Learn(element, null);

    /// <summary>The JSON without what is somebody's.</summary>
    public string Of(JsonElement element, bool indented)
    {
        using var stream = new MemoryStream();
        // Names that were replaced may be the same twice in a hostile file, and a text may be anything: both are for the reader to see.
        var options = new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            Write(writer, element, "", null);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Learn(JsonElement element, string? kind)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                kind = OfObject(kind);
                foreach (var field in element.EnumerateObject())
                {
                    if (kind is not null)
                        texts.Learn("key", field.Name);
                    if (kind is null && field.Name == Settings)
                        LearnSettings(field.Value);
                    else
                        Learn(field.Value, kind ?? SecretPlaces.Kind(field.Name));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Learn(item, kind);
                break;
            case JsonValueKind.String when kind is not null:
                foreach (var (part, isKey) in TagList.Parts(element.GetString()!, kind))
                    texts.Learn(isKey ? "key" : kind, part);
                break;
            case JsonValueKind.Number when kind is not null:
                texts.Learn(kind, element.GetRawText());
                break;
            case JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null
                or JsonValueKind.Undefined:
                break;
        }
    }

    /// <summary>What nobody set is nobody's secret.</summary>
    private void LearnSettings(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object)
        {
            Learn(settings, null);
            return;
        }

        foreach (var setting in settings.EnumerateObject())
        {
            if (!SecretPlaces.IsSetting(setting.Value))
                Learn(setting.Value, SecretPlaces.Kind(setting.Name));
            else if (!SecretPlaces.IsDefault(setting.Value))
                Learn(setting.Value.GetProperty("value"), SecretPlaces.Kind(setting.Name));
        }
    }

    /// <param name="field">The field that holds the element; empty in an array at the top.</param>
    /// <param name="kind">What all texts in it are, since a field around it holds what somebody named; null if they are to be read.</param>
    private void Write(Utf8JsonWriter writer, JsonElement element, string field, string? kind)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element, field, OfObject(kind));
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, field, kind);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text(element.GetString()!, field, kind));
                break;
            case JsonValueKind.Number when kind is null && (field.Length == 0 || Vocabulary.IsName(field) || Vocabulary.IsWord(field)):
                element.WriteTo(writer);
                break;
            case JsonValueKind.Number:
                writer.WriteStringValue(pseudonyms.Of(kind ?? "number", element.GetRawText()));
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined:
                element.WriteTo(writer);
                break;
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement element, string field, string? kind)
    {
        writer.WriteStartObject();
        foreach (var one in element.EnumerateObject())
        {
            writer.WritePropertyName(kind is null ? Name(one.Name) : pseudonyms.Of("key", one.Name));
            if (kind is null && field == Settings && SecretPlaces.IsSetting(one.Value))
                WriteSetting(writer, one.Value, one.Name);
            else
                Write(writer, one.Value, one.Name, kind ?? SecretPlaces.Kind(one.Name));
        }

        writer.WriteEndObject();
    }

    private void WriteSetting(Utf8JsonWriter writer, JsonElement setting, string name)
    {
        writer.WriteStartObject();
        foreach (var one in setting.EnumerateObject())
        {
            writer.WritePropertyName(one.Name);
            if (one.Name != "value" || SecretPlaces.IsDefault(setting))
                one.Value.WriteTo(writer);
            else
                Write(writer, one.Value, name, SecretPlaces.Kind(name));
        }

        writer.WriteEndObject();
    }

    /// <summary>A policy has a name and tags of somebody's, and settings and counts besides.</summary>
    private static string? OfObject(string? kind) => kind == Policy ? null : kind;

    /// <summary>A field's name that the function does not know is somebody's too.</summary>
    private string Name(string name) => Vocabulary.IsName(name) || Vocabulary.IsWord(name) ? name : pseudonyms.Of("key", name);

    private string Text(string text, string field, string? kind)
    {
        if (kind == Account && (text is "all" or "" || text.Contains(' ', StringComparison.Ordinal)))
            return texts.Of(text);
        if (kind is not null)
            return TagList.Replaced(text, kind, pseudonyms);
        if (field == "version" && IsVersion(text))
            return text;
        return SecretPlaces.HoldsOwnWord(field, text) ? text : texts.Of(text);
    }

    private static bool IsVersion(string text) =>
        text.Split('+') is [var number, .. { Length: <= 1 } commit]
        && Version.TryParse(number, out _)
        && commit.All(part => part.Length is >= 7 and <= 40 && part.All(char.IsAsciiHexDigitLower));
}
