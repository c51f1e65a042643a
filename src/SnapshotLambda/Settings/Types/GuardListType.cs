using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Text;

namespace SnapshotLambda.Settings.Types;

/// <summary>Names of guards that this version has.</summary>
internal sealed class GuardListType() : ListType("guard names")
{
    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place)
    {
        var known = place.Sources.KnownGuards;
        return known.Contains(text, StringComparer.Ordinal)
            || place.Refuse(json, "is not a guard", known.Count == 0 ? "none" : string.Join(", ", known), NearestName.To(text, known));
    }

    /// <inheritdoc/>
    protected override void WriteItemSchema(Utf8JsonWriter writer) =>
        JsonText.WriteArray(writer, "enum", Guard.All.Select(guard => guard.Name));
}
