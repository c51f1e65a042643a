using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The settings from a JSON object: the payload or the file.</summary>
internal static class JsonLayer
{
    /// <summary>The valid form of the whole object.</summary>
    public const string Valid = "a JSON object, as in {\"dryRun\": true}";

    /// <summary>
    /// The one field that is no setting: it names the schema for editors (<see cref="PayloadSchema"/>), and never changes a run.
    /// </summary>
    public const string SchemaField = "$schema";

    /// <summary>Reads the settings, and reports errors.</summary>
    /// <param name="json">The object, or whatever was given instead.</param>
    /// <param name="whole">The place of the whole object.</param>
    /// <param name="prefix">The prefix of each field's place.</param>
    public static IReadOnlyList<SettingAssignment> Read(JsonElement json, SettingLocation whole, string prefix)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            whole.Refuse(json, $"is {JsonText.Kind(json)}", Valid);
            return [];
        }

        List<SettingAssignment> named = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var name = JsonText.Name(property);
            var place = whole with { Field = prefix + JsonText.Path(name) };
            if (!names.Add(name)) place.Refuse(property.Value, "is there a second time", "each field once");
            if (name == SchemaField)
            {
                if (JsonText.TextOrNull(property.Value) is null)
                    place.Refuse(property.Value, $"is {JsonText.Kind(property.Value)}", "a text, which only editors read");
                continue;
            }

            if (!SettingTable.ByName.TryGetValue(name, out var setting))
                place.RefuseName(name, JsonText.Shown(property.Value), SettingTable.Names);
            else if (setting.PayloadOnly && place.Layer != Layer.Payload)
                place.Refuse(property.Value, "belongs to one invocation", "in the payload alone");
            else
                named.Add(setting.Read(property.Value, place));
        }

        return named;
    }
}
