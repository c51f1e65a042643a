using System.Globalization;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>A number within inclusive limits.</summary>
internal sealed class NumberType(double from, double to) : SettingType<double>
{
    /// <inheritdoc/>
    public override string Valid { get; } = string.Create(CultureInfo.InvariantCulture, $"a number from {from} to {to}");

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, out double value)
    {
        value = 0;
        if (json.ValueKind != JsonValueKind.Number) return place.Refuse(json, $"is {JsonText.Kind(json)}", Valid);
        return (json.TryGetDouble(out value) && value >= from && value <= to) || place.Refuse(json, "is out of range", Valid);
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) => Json(text, JsonValueKind.Number);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value) => writer.WriteNumberValue(value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "number");
        writer.WriteNumber("minimum", from);
        writer.WriteNumber("maximum", to);
    }
}
