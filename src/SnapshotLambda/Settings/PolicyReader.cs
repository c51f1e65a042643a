using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>Reads one entry of <c>policies</c>.</summary>
internal static class PolicyReader
{
    /// <summary>An entry as an example.</summary>
    public const string Example = "{\"name\": \"dev\", \"includeTags\": {\"Environment\": [\"dev\"]}, \"maxAgeDays\": 7}";

    /// <summary>Reads the entry. Returns false after reporting all of its errors, each at the place of its field.</summary>
    public static bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out Policy? policy)
    {
        policy = null;
        if (json.ValueKind != JsonValueKind.Object) return place.Refuse(json, $"is {JsonText.Kind(json)}", $"an object, as in {Example}");
        var (named, names, allGood) = (new List<SettingAssignment>(), new HashSet<string>(StringComparer.Ordinal), true);
        foreach (var property in json.EnumerateObject())
        {
            var name = JsonText.Name(property);
            var at = place.Key(name);
            if (!names.Add(name)) allGood = at.Refuse(property.Value, "is there a second time", "each field once");
            if (!PolicySettings.ByName.TryGetValue(name, out var setting)) allGood = RefuseName(name, property.Value, at);
            else named.Add(setting.Read(property.Value, at));
        }

        if (!names.Contains(PolicySettings.Name.Name))
            allGood = place.Key(PolicySettings.Name.Name).Refuse("", "is missing", PolicySettings.Name.Valid);
        if (!allGood || named.Any(one => one.Set is null)) return false;
        policy = new(named);
        return !policy.Own.IsOtherwise
            || policy.Own.IncludeTags.Rules.IsEmpty
            || policy.Find(PolicySettings.IncludeTags)!.Place.Refuse(
                JsonText.Shown(PolicySettings.IncludeTags.ValueIn(Policy.Untouched with { Retention = policy.Own })!.Value),
                "comes with otherwise, which governs what no other policy matches",
                "one of the two");
    }

    private static bool RefuseName(string name, JsonElement json, SettingLocation at)
    {
        if (SettingTable.ByName.ContainsKey(name))
            return at.Refuse(
                json, "holds for all policies", $"{name} beside policies; a policy has {string.Join(", ", PolicySettings.Names)}");
        at.RefuseName(name, JsonText.Shown(json), PolicySettings.Names);
        return false;
    }
}
