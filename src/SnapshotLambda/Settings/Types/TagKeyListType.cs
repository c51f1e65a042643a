using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>A list of tag keys, up to 50: a snapshot has no more tags. The keys have no wildcards.</summary>
internal sealed class TagKeyListType() : ListType($"up to {Most} tag keys, {Form}", most: Most)
{
    private const int Most = 50;

    private const string Form = "each of 1 to 128 characters without * and ?";

    /// <summary>The type of a single tag key.</summary>
    public static TextType Item { get; } = new(TagRuleReader.LongestKey, "a tag key of 1 to 128 characters without * and ?", IsKey)
    {
        Pattern = Pattern,
    };

    /// <summary>The form of a key, as a regular expression of JSON Schema.</summary>
    private const string Pattern = @"^[^*?]*[^*?\s][^*?]*$";

    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place) => Item.TryRead(json, place, out _);

    /// <inheritdoc/>
    protected override void WriteItemSchema(Utf8JsonWriter writer)
    {
        writer.WriteNumber("maxLength", TagRuleReader.LongestKey);
        writer.WriteString("pattern", Pattern);
    }

    private static bool IsKey(string text) => !text.AsSpan().ContainsAny('*', '?');
}
