using System.Text.Json;

namespace SnapshotLambda.Sandbox.Redacting;

/// <summary>
/// Which fields of logs, results and plans hold what somebody named, and which hold only what the function itself can say.
/// </summary>
internal static class SecretPlaces
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tags"] = "value", ["tag"] = "value", ["includeTags"] = "value", ["excludeTags"] = "value", ["lineageTag"] = "key",
        ["keepUntilTags"] = "key", ["usedTagKeys"] = "key", ["match"] = "value", ["owner"] = "value", ["owners"] = "value",
        ["name"] = "name", ["names"] = "name", ["description"] = "description", ["policy"] = "policy", ["policies"] = "policy",
        ["onlyPolicies"] = "policy", ["bucket"] = "bucket", ["mark"] = "value", ["idempotencyKey"] = "key", ["idempotency_key"] = "key",
        ["externalId"] = "value", ["memberRoleName"] = "name", ["roleName"] = "name", ["function_name"] = "name", ["service"] = "name",
        ["account"] = "account", ["accounts"] = "account", ["ownerId"] = "account", ["excludeAccounts"] = "account",
    };

    private static readonly HashSet<string> OwnWords = new(StringComparer.Ordinal)
    {
        "region", "regions", "status", "reason", "level", "why", "code", "from", "trigger", "guard", "message", "fence", "state", "tier",
        "periods", "result", "stopped", "decision", "kind",
    };

    /// <summary>What a field with this name holds, whatever its value looks like; null if it is a text to be read.</summary>
    public static string? Kind(string field) => Kinds.GetValueOrDefault(field);

    /// <summary>True if a single word of the function's own stands there as it is, though a tag may have the same value.</summary>
    public static bool HoldsOwnWord(string field, string value) =>
        OwnWords.Contains(field) && (Vocabulary.IsName(value) || Vocabulary.IsWord(value) || Vocabulary.IsRegion(value));

    /// <summary>True for a setting of a result: its value, and where it is from.</summary>
    public static bool IsSetting(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal).SequenceEqual(["from", "value"])
        && From(element) is "default" or "environment" or "file" or "payload";

    /// <summary>True if nobody set it: the value is the function's own.</summary>
    public static bool IsDefault(JsonElement setting) => From(setting) == "default";

    private static string? From(JsonElement setting) =>
        setting.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.String ? from.GetString() : null;
}
