using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>A text that is not blank, of limited length and, if given, of a certain form.</summary>
internal sealed class TextType(int longest, string? form = null, Func<string, bool>? hasForm = null) : SettingType<string>
{
    /// <summary>The form as a regular expression of JSON Schema; by default that of any text that is not blank.</summary>
    public string Pattern { get; init; } = @"\S";

    /// <inheritdoc/>
    public override string Valid { get; } = form ?? $"a text of 1 to {longest} characters";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out string? value)
    {
        value = JsonText.TextOrNull(json);
        if (value is null) return place.Refuse(json, $"is {JsonText.Kind(json)}", Valid);
        if (string.IsNullOrWhiteSpace(value)) return place.Refuse(json, "is empty", Valid);
        if (value.Length > longest) return place.Refuse(json, $"has {value.Length} characters", Valid);
        return hasForm is null || hasForm(value) || place.Refuse(json, "is something else", Valid);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteNumber("maxLength", longest);
        writer.WriteString("pattern", Pattern);
    }
}
