using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>Names of policies, at least one. Whether there are such policies is known once all layers are read.</summary>
internal sealed class PolicyNameListType() : ListType("names of policies", fewest: 1)
{
    /// <inheritdoc/>
    protected override bool IsItem(string text, JsonElement json, SettingLocation place) => true;

    /// <inheritdoc/>
    protected override void WriteItemSchema(Utf8JsonWriter writer) => writer.WriteString("pattern", PolicySettings.NamePattern);
}
