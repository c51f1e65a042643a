using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The settings that environment variables name.</summary>
internal static class EnvironmentLayer
{
    private static readonly string[] Names =
    [
        .. SettingTable.All.Where(setting => !setting.PayloadOnly).Select(setting => setting.EnvironmentName),
        .. EnvironmentLimits.Variables.Select(variable => variable.Name),
    ];

    /// <summary>
    /// What the environment names; what is wrong is told. A variable that begins like ours in any case but is none of
    /// ours is an error even if it is blank: a safety switch that is misspelt must not be taken for one that is set.
    /// </summary>
    public static IReadOnlyList<SettingAssignment> Read(SettingsSources sources, SettingErrors errors)
    {
        List<SettingAssignment> named = [];
        foreach (var (name, text) in sources.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Setting.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            var place = new SettingLocation(Layer.Environment, JsonText.Path(name), sources, errors);
            if (SettingTable.ByEnvironmentName.TryGetValue(name, out var setting) && setting.PayloadOnly) place.Refuse(JsonText.Shown(text), "belongs to one invocation", "in the payload alone");
            else if (setting is null && !Names.Contains(name, StringComparer.Ordinal)) place.RefuseName(name, JsonText.Shown(text), Names);
            else if (setting is not null && sources.Variable(name) is { } value) named.Add(setting.ReadText(value, place));
        }

        return named;
    }
}
