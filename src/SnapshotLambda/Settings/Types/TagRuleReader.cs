using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Settings.Types;

/// <summary>
/// Reads one key of a tag filter. Its limits are those of tags:
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
/// </summary>
internal static class TagRuleReader
{
    /// <summary>The maximum length of a tag's key.</summary>
    public const int LongestKey = 128;

    private const int LongestValue = 256;

    /// <summary>Reads the key's values. Returns false after reporting all of its errors at the place.</summary>
    /// <param name="json">The JSON given for its values.</param>
    /// <param name="excludes">True for an exclusion: <c>[]</c> has a meaning there, and a key may have wildcards.</param>
    /// <param name="ofPolicy">True if a policy has the filter: what the top level excludes, it cannot lift.</param>
    public static bool TryRead(
        string key, JsonElement json, SettingLocation place, bool excludes, bool ofPolicy, [NotNullWhen(true)] out TagRule? rule)
    {
        rule = null;
        if (key.Length is 0 or > LongestKey)
            return place.Refuse(json, "has a key that no tag can have", $"a key of 1 to {LongestKey} characters");
        var valid = $"an array of texts of up to {LongestValue} characters, in which * is any run and ? one character";
        if (json.ValueKind != JsonValueKind.Array) return place.Refuse(json, $"is {JsonText.Kind(json)}", valid);
        if (!excludes && key.AsSpan().ContainsAny('*', '?'))
            return place.Refuse(
                json,
                "has a key with * or ?",
                $"a key as it is{Literal(key)}: in includeTags only values may have * or ?, and [\"*\"] stands for any");
        if (excludes && ofPolicy && json.GetArrayLength() == 0)
            return place.Refuse(
                json,
                "lifts nothing in a policy",
                "at least one value; [\"*\"] for any. What excludeTags keep at the top level, they keep in every policy");
        if (excludes && json.GetArrayLength() == 0 && DoNotDeleteKey.IsSpelling(key) && !DoNotDeleteKey.IsName(key))
            return place.Refuse(
                json,
                "lifts nothing under this spelling",
                $"{{\"{DoNotDeleteKey.Name}\": []}}, which lifts all spellings; or values, to keep what has this one");
        if (!excludes && json.GetArrayLength() == 0) return place.Refuse(json, "could never match", "at least one value; [\"*\"] for any");

        var (values, allGood) = (new List<WildcardPattern>(), true);
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (JsonText.TextOrNull(item) is not { } text) allGood = place.Item(index).Refuse(item, $"is {JsonText.Kind(item)}", "a text");
            else if (text.Length > LongestValue)
                allGood = place.Item(index).Refuse(item, $"has {text.Length} characters", $"up to {LongestValue} characters");
            else values.Add(new(text));
        }

        rule = new(key, values);
        return allGood;
    }

    private static string Literal(string key) =>
        key.Replace("*", "", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal) is { Length: > 0 } literal
            ? $", such as \"{literal}\""
            : "";

    /// <summary>Writes the valid keys and values, as keywords of JSON Schema, into an open object.</summary>
    public static void WriteSchema(Utf8JsonWriter writer, bool excludes, bool ofPolicy)
    {
        writer.WriteStartObject("propertyNames");
        writer.WriteNumber("minLength", 1);
        writer.WriteNumber("maxLength", LongestKey);
        if (!excludes) writer.WriteString("pattern", "^[^*?]+$");
        writer.WriteEndObject();
        writer.WriteStartObject("additionalProperties");
        writer.WriteString("type", "array");
        if (!excludes || ofPolicy) writer.WriteNumber("minItems", 1);
        writer.WriteStartObject("items");
        writer.WriteString("type", "string");
        writer.WriteNumber("maxLength", LongestValue);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
