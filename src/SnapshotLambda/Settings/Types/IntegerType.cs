using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>A whole number within inclusive limits, written without fraction or exponent.</summary>
internal sealed class IntegerType(int from, int to) : SettingType<int>
{
    /// <inheritdoc/>
    public override string Valid { get; } = $"a whole number from {from} to {to}";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, out int value)
    {
        value = 0;
        if (json.ValueKind != JsonValueKind.Number) return place.Refuse(json, $"is {JsonText.Kind(json)}", Valid);
        if (json.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0) return place.Refuse(json, "is not written as a whole number", Valid);
        return (json.TryGetInt32(out value) && value >= from && value <= to) || place.Refuse(json, "is out of range", Valid);
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) => Json(text, JsonValueKind.Number);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "integer");
        writer.WriteNumber("minimum", from);
        writer.WriteNumber("maximum", to);
    }
}
