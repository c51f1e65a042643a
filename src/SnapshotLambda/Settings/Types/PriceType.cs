using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Settings.Types;

/// <summary>A price for every region, or an object with a price for each region that it names.</summary>
internal sealed class PriceType : SettingType<Prices>
{
    private static readonly NumberType Number = new(0, 100);

    /// <inheritdoc/>
    public override string Valid { get; } = $$"""{{Number.Valid}}, or an object of regions, as in {"us-east-1": 0.05}""";

    /// <inheritdoc/>
    public override string ValidAsText { get; } = $$"""{{Number.Valid}}, or an object of regions, as JSON, as in {"us-east-1": 0.05}""";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out Prices? value)
    {
        value = null;
        if (json.ValueKind == JsonValueKind.Number)
        {
            if (!TryReadPrice(json, place, out var price)) return false;
            value = new Prices { Elsewhere = price };
            return true;
        }

        if (json.ValueKind != JsonValueKind.Object) return place.Refuse(json, $"is {JsonText.Kind(json)}", ValidAt(place));
        var byRegion = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        var allGood = true;
        foreach (var property in json.EnumerateObject())
        {
            var region = JsonText.Name(property);
            var at = place.Key(region);
            if (!RegionListType.IsKnown(region, place.Sources))
                allGood = at.Refuse(property.Value, "is of no region", "names of AWS regions", RegionListType.NearestTo(region));
            else if (!TryReadPrice(property.Value, at, out var price)) allGood = false;
            else if (!byRegion.TryAdd(region, price))
                allGood = at.Refuse(property.Value, "is of a region that was named before", "each region once");
        }

        value = new Prices { ByRegion = byRegion };
        return allGood;
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) => Json(text, JsonValueKind.Number) ?? Json(text, JsonValueKind.Object);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Prices value)
    {
        if (value.Elsewhere is { } price)
        {
            writer.WriteNumberValue(price);
            return;
        }

        writer.WriteStartObject();
        foreach (var (region, ofRegion) in value.ByRegion) writer.WriteNumber(region, ofRegion);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("oneOf");
        writer.WriteStartObject();
        Number.WriteSchema(writer);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("additionalProperties");
        Number.WriteSchema(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static bool TryReadPrice(JsonElement json, SettingLocation place, out decimal price)
    {
        price = 0;
        return Number.TryRead(json, place, out _) && (json.TryGetDecimal(out price) || place.Refuse(json, "cannot be read", Number.Valid));
    }
}
