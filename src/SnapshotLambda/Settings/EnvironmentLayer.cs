using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The settings from environment variables.</summary>
internal static class EnvironmentLayer
{
    private static readonly string[] Names =
    [
        .. SettingTable.All.Where(setting => !setting.PayloadOnly && !setting.NotInEnvironment).Select(setting => setting.EnvironmentName),
        .. EnvironmentLimits.Variables.Select(variable => variable.Name),
    ];

    /// <summary>
    /// Reads the settings, and reports errors. A variable with our prefix in any case that is not one of ours is an error, even if it is
    /// blank: a misspelt safety switch must not count as set.
    /// </summary>
    public static IReadOnlyList<SettingAssignment> Read(SettingsSources sources, SettingErrors errors)
    {
        List<SettingAssignment> named = [];
        foreach (var (name, text) in sources.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Setting.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            var place = new SettingLocation(Layer.Environment, JsonText.Path(name), sources, errors);
            if (SettingTable.ByEnvironmentName.TryGetValue(name, out var setting) && setting.PayloadOnly)
                place.Refuse(JsonText.Shown(text), "belongs to one invocation", "in the payload alone");
            else if (setting is { NotInEnvironment: true })
                place.Refuse(
                    JsonText.Shown(text),
                    "is in no variable of the environment",
                    $"{setting.Name} in {SettingsFile.FileName}, which is deployed with the function or in a layer; or in a payload");
            else if (setting is null && !Names.Contains(name, StringComparer.Ordinal)) place.RefuseName(name, JsonText.Shown(text), Names);
            else if (setting is not null && sources.Variable(name) is { } value) named.Add(setting.ReadText(value, place));
        }

        return named;
    }
}
