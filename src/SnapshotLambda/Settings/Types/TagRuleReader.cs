using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SnapshotLambda.Core;

namespace SnapshotLambda.Settings;

/// <summary>Reads one key of a tag filter. Its limits are those of tags: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions</summary>
internal static class TagRuleReader
{
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>Reads the key's values; false once everything wrong was told at the place.</summary>
    /// <param name="key">The key, taken literally.</param>
    /// <param name="json">What stands there for its values.</param>
    /// <param name="place">The key's place.</param>
    /// <param name="mayBeEmpty">Whether <c>[]</c> means something.</param>
    /// <param name="rule">The rule.</param>
    public static bool TryRead(string key, JsonElement json, Place place, bool mayBeEmpty, [NotNullWhen(true)] out TagRule? rule)
    {
        rule = null;
        if (key.Length is 0 or > LongestKey) return place.Refuse(json, "has a key that no tag can have", $"a key of 1 to {LongestKey} characters");
        var valid = $"an array of texts of up to {LongestValue} characters, in which * is any run and ? one character";
        if (json.ValueKind != JsonValueKind.Array) return place.Refuse(json, $"is {JsonText.Kind(json)}", valid);
        if (!mayBeEmpty && json.GetArrayLength() == 0) return place.Refuse(json, "could never match", "at least one value; [\"*\"] for any");

        var (values, allGood) = (new List<WildcardPattern>(), true);
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (JsonText.TextOrNull(item) is not { } text) allGood = place.Item(index).Refuse(item, $"is {JsonText.Kind(item)}", "a text");
            else if (text.Length > LongestValue) allGood = place.Item(index).Refuse(item, $"has {text.Length} characters", $"up to {LongestValue} characters");
            else values.Add(new(text));
        }

        rule = new(key, values);
        return allGood;
    }

    /// <summary>Writes what keys and their values may be, in the keywords of JSON Schema, into an object that is open.</summary>
    public static void WriteSchema(Utf8JsonWriter writer, bool mayBeEmpty)
    {
        writer.WriteStartObject("propertyNames");
        writer.WriteNumber("minLength", 1);
        writer.WriteNumber("maxLength", LongestKey);
        writer.WriteEndObject();
        writer.WriteStartObject("additionalProperties");
        writer.WriteString("type", "array");
        if (!mayBeEmpty) writer.WriteNumber("minItems", 1);
        writer.WriteStartObject("items");
        writer.WriteString("type", "string");
        writer.WriteNumber("maxLength", LongestValue);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
