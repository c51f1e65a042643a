using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The policies: up to 20 objects, each with a name of its own. One of them at most is <c>otherwise</c>.</summary>
internal sealed class PolicyListType : SettingType<IReadOnlyList<Policy>>
{
    private const int Most = 20;

    /// <inheritdoc/>
    public override string Valid => $"an array of up to {Most} policies, as in [{PolicyReader.Example}]";

    /// <summary>True if two lists say the same, in any order.</summary>
    public static bool AreSame(IReadOnlyList<Policy> some, IReadOnlyList<Policy> others) =>
        string.Equals(Written(some), Written(others), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out IReadOnlyList<Policy>? value)
    {
        value = null;
        if (json.ValueKind != JsonValueKind.Array) return place.Refuse(json, $"is {JsonText.Kind(json)}", Valid);
        if (json.GetArrayLength() > Most) return place.Refuse(json, $"has {json.GetArrayLength()} items", Valid);
        var (policies, allGood) = (new List<Policy>(), true);
        foreach (var (index, item) in json.EnumerateArray().Index())
        {
            if (PolicyReader.TryRead(item, place.Item(index), out var policy)) policies.Add(policy);
            else allGood = false;
        }

        value = policies;
        return AreGoodTogether(policies) && allGood;
    }

    /// <inheritdoc/>
    public override JsonElement? FromText(string text) => Json(text, JsonValueKind.Array);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Policy> value)
    {
        writer.WriteStartArray();
        // Sorted by name, so that equal lists read the same.
        foreach (var policy in value.OrderBy(policy => policy.Name, StringComparer.Ordinal)) Write(writer, policy);
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "array");
        writer.WriteNumber("maxItems", Most);
        writer.WriteStartObject("items");
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        JsonText.WriteArray(writer, "required", [PolicySettings.Name.Name]);
        writer.WriteStartObject("properties");
        foreach (var setting in PolicySettings.All)
        {
            writer.WriteStartObject(setting.Name);
            writer.WriteString("description", setting.Meaning);
            setting.WriteSchema(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Checks the policies against each other, each at the place of what it names. Errors are reported there.</summary>
    private static bool AreGoodTogether(List<Policy> policies)
    {
        var (names, otherwise, allGood) = (new HashSet<string>(StringComparer.Ordinal), (Policy?)null, true);
        foreach (var policy in policies)
        {
            if (!names.Add(policy.Name))
                allGood = policy.Find(PolicySettings.Name)!.Place.Refuse(
                    JsonText.Shown(policy.Name), "is the name of another policy", "each name once");
            if (!policy.Own.IsOtherwise) continue;
            if (otherwise is not null)
                allGood = policy.Find(PolicySettings.Otherwise)!.Place.Refuse(
                    "true", $"is said of {otherwise.Name} too", "true in one policy at most");
            otherwise ??= policy;
        }

        return allGood;
    }

    private static void Write(Utf8JsonWriter writer, Policy policy)
    {
        var own = Policy.Untouched with { Retention = policy.Own };
        writer.WriteStartObject();
        foreach (var setting in PolicySettings.All)
        {
            // What says nothing is left out, so that equal policies read the same.
            var saysNothing = setting == PolicySettings.Otherwise ? !policy.Own.IsOtherwise
                : setting == PolicySettings.IncludeTags ? policy.Own.IncludeTags.Rules.IsEmpty
                : setting == PolicySettings.ExcludeTags && policy.Own.ExcludeTags.Rules.IsEmpty;
            if (saysNothing || policy.Find(setting) is null) continue;
            writer.WritePropertyName(setting.Name);
            setting.ValueIn(own)!.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static string Written(IReadOnlyList<Policy> policies) =>
        JsonText.Written(writer => new PolicyListType().Write(writer, policies)).GetRawText();
}
