using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Settings.Types;

/// <summary>
/// Tag keys with the values to match. A scope's keys compare with case, have no wildcards, and need a value each: without one they could
/// never match. An exclusion's keys compare without case and may have wildcards. There <c>[]</c> lifts a key, and <see
/// cref="TagFilter.DoNotDelete"/> is added in all its spellings unless it is lifted. A policy's filters add nothing and lift nothing, and
/// both compare their keys without case.
/// </summary>
/// <param name="excludes">True for an exclusion, false for a scope.</param>
/// <param name="ofPolicy">True if a policy has it, false for the top level.</param>
internal sealed class TagFilterType(bool excludes, bool ofPolicy = false) : SettingType<TagFilter>
{
    /// <summary>The maximum number of keys in one filter: a snapshot has 50 tags.</summary>
    public const int MostKeys = 200;

    /// <summary>The maximum number of keys and values with a wildcard in one filter; values of nothing but <c>*</c> do not count.</summary>
    public const int MostPatterns = 50;

    /// <inheritdoc/>
    public override string Valid { get; } = Form + Bounds(excludes);

    /// <inheritdoc/>
    public override string ValidAsText { get; } = Form + ", as JSON" + Bounds(excludes);

    private const string Form = "an object of tag keys, each with an array of values, as in {\"Environment\": [\"dev-*\"]}";

    private static string Bounds(bool excludes) =>
        $"; up to {MostKeys} keys, and up to {MostPatterns} {Patterns(excludes)} with * or ? besides values of * alone";

    private static string Patterns(bool excludes) => excludes ? "keys and values" : "values";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out TagFilter? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Object) return place.Refuse(json, $"is {JsonText.Kind(json)}", ValidAt(place));
        if (json.GetPropertyCount() > MostKeys) return place.Refuse(json, $"has {json.GetPropertyCount()} keys", $"up to {MostKeys} keys");
        var rules = new OrderedDictionary<string, TagRule>(
            excludes || ofPolicy ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var allGood = true;
        foreach (var property in json.EnumerateObject())
        {
            var key = JsonText.Name(property);
            var at = place.Key(key);
            if (!TagRuleReader.TryRead(key, property.Value, at, excludes, ofPolicy, out var rule)) allGood = false;
            else if (!rules.TryAdd(key, rule)) allGood = at.Refuse(
                property.Value, "is a key that was named before", ofPolicy ? "each key once, in whatever case" : "each key once");
        }

        var patterns = rules.Values.Sum(rule =>
            (rule.KeyPattern.IsLiteral ? 0 : 1) + rule.Values.Count(one => !one.IsLiteral && !one.IsAny));
        if (patterns > MostPatterns)
            allGood = place.Refuse(
                json,
                $"has {patterns} {Patterns(excludes)} with * or ?",
                $"up to {MostPatterns} of them; those without, and values of * alone, do not count");

        value = excludes && !ofPolicy ? WithDoNotDelete(rules) : new(rules.Values);
        return allGood;
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) => Json(text, JsonValueKind.Object);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TagFilter value)
    {
        var lifted = excludes && !ofPolicy && !value.Rules.Any(rule => rule.IsDoNotDelete);
        var rules = lifted ? value.Rules.Add(TagFilter.DoNotDelete with { Values = [] }) : value.Rules;
        writer.WriteStartObject();
        // Sorted by key, so that equal filters read the same.
        foreach (var rule in rules.OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            writer.WriteStartArray(rule.Key);
            foreach (var pattern in rule.Values) writer.WriteStringValue(pattern.Text);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "object");
        writer.WriteNumber("maxProperties", MostKeys);
        TagRuleReader.WriteSchema(writer, excludes, ofPolicy);
    }

    private static TagFilter WithDoNotDelete(OrderedDictionary<string, TagRule> rules)
    {
        var lifted = rules.TryGetValue(TagFilter.DoNotDelete.Key, out var named) && named.Values.Count == 0;
        var others = rules.Values.Where(rule => rule.Values.Count > 0 && !rule.IsDoNotDelete);
        return new(lifted ? others : others.Prepend(TagFilter.DoNotDelete));
    }
}
