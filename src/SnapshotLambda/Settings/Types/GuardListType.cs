using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Settings.Types;

/// <summary>Names of guards that this version has, or of one tag key of a guard: its name, <c>:</c> and the key.</summary>
internal sealed class GuardListType() : ListType("guard names, or guard:key for one tag key of a guard")
{
    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place)
    {
        var known = place.Sources.KnownGuards;
        var (name, key) = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);
        if (!known.Contains(name, StringComparer.Ordinal))
            return place.Refuse(json, "is not a guard", known.Count == 0 ? "none" : string.Join(", ", known), NearestName.To(name, known));
        return key is null || IsKey(name, key, json, place);
    }

    /// <inheritdoc/>
    protected override void WriteItemSchema(Utf8JsonWriter writer) =>
        JsonText.WriteArray(
            writer, "enum", Guard.All.SelectMany(guard => KeysOf(guard).Select(key => $"{guard.Name}:{key}").Prepend(guard.Name)));

    private static bool IsKey(string name, string key, JsonElement json, SettingLocation place)
    {
        var keys = Guard.All.Where(guard => guard.Name == name).SelectMany(KeysOf).ToList();
        if (keys.Contains(key, StringComparer.Ordinal)) return true;
        return keys.Count == 0
            ? place.Refuse(json, $"names a key, and the guard {name} goes by none", name)
            : place.Refuse(json, $"is not a key of the guard {name}", string.Join(", ", keys), NearestName.To(key, keys));
    }

    private static IEnumerable<string> KeysOf(Guard guard) => guard.TagKeys.Select(key => key.Pattern);
}
