using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>A list of texts; repeated ones are merged. In the environment they are separated by commas.</summary>
/// <param name="items">The name of the items, in the plural.</param>
/// <param name="fewest">The minimum number of items.</param>
/// <param name="most">The maximum number of items, repeated ones included.</param>
internal abstract class ListType(string items, int fewest = 0, int most = int.MaxValue) : SettingType<IReadOnlyList<string>>
{
    /// <inheritdoc/>
    public override string Valid => $"an array of {items}";

    /// <inheritdoc/>
    public override string ValidAsText => $"{items}, separated by commas";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out IReadOnlyList<string>? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Array) return place.Refuse(json, $"is {JsonText.Kind(json)}", ValidAt(place));
        var length = json.GetArrayLength();
        if (length < fewest) return place.Refuse(json, "is empty", ValidAt(place));
        if (length > most) return place.Refuse(json, $"has {length} items", ValidAt(place));

        var (found, allGood) = (new OrderedDictionary<string, bool>(StringComparer.Ordinal), true);
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (TryItem(item, place.Item(index), out var text)) found.TryAdd(text, true);
            else allGood = false;
        }

        value = [.. found.Keys];
        return allGood && Suits(value, json, place);
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) =>
        JsonText.Written(writer => Write(writer, text.Split(',', StringSplitOptions.TrimEntries)));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value)
    {
        writer.WriteStartArray();
        foreach (var item in value) writer.WriteStringValue(item);
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        if (fewest > 0) writer.WriteNumber("minItems", fewest);
        if (most < int.MaxValue) writer.WriteNumber("maxItems", most);
        writer.WriteStartObject("items");
        writer.WriteString("type", "string");
        WriteItemSchema(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the form of an item, as keywords of JSON Schema, into an open object.</summary>
    protected abstract void WriteItemSchema(Utf8JsonWriter writer);

    /// <summary>True if an item is valid. Errors are reported at the place.</summary>
    protected abstract bool IsItem(string text, JsonElement json, SettingLocation place);

    /// <summary>True if valid items are also valid together. Errors are reported at the place.</summary>
    protected virtual bool Suits(IReadOnlyList<string> value, JsonElement json, SettingLocation place) => true;

    private bool TryItem(JsonElement json, SettingLocation place, [NotNullWhen(true)] out string? text)
    {
        text = JsonText.TextOrNull(json);
        if (text is null) return place.Refuse(json, $"is {JsonText.Kind(json)}", items);
        return text.Length == 0 ? place.Refuse(json, "is empty", items) : IsItem(text, json, place);
    }
}
