using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>Literally <c>true</c> or <c>false</c>.</summary>
internal sealed class BooleanType : SettingType<bool>
{
    /// <inheritdoc/>
    public override string Valid => "true or false, without quotes";

    /// <inheritdoc/>
    public override string ValidAsText => "true or false";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, out bool value)
    {
        value = json.ValueKind == JsonValueKind.True;
        return value || json.ValueKind == JsonValueKind.False || place.Refuse(json, $"is {JsonText.Kind(json)}", ValidAt(place));
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) => Json(text, JsonValueKind.True) ?? Json(text, JsonValueKind.False);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer) => writer.WriteString("type", "boolean");
}
