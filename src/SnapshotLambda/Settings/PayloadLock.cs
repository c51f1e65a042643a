using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The lock on payloads: anyone who may invoke the function may send it any payload, and IAM cannot look into one. A payload may therefore
/// only keep more than the deployed settings do. A wrong value is not checked.
/// </summary>
internal static class PayloadLock
{
    /// <summary>Reports each setting that the payload takes further than its <see cref="Reach{T}"/>.</summary>
    /// <param name="layers">The settings of all layers.</param>
    /// <param name="untouched">The settings without any layer.</param>
    /// <param name="sources">The sources of the layers.</param>
    public static void Check(SettingLayers layers, RunSettings untouched, SettingsSources sources)
    {
        var deployed = layers.Deployed;
        // Errors of the function's own region have been reported before.
        var settings = deployed.Over(untouched, sources, new SettingErrors());
        foreach (var (setting, place, set) in layers.OfPayload)
        {
            if (set is null || deployed.IsWrong(setting)) continue;
            var run = set(settings);
            if (setting.IsLooser(run, settings)) Refuse(setting, place, run, settings, deployed.LayerOf(setting));
        }
    }

    private static void Refuse(Setting setting, SettingLocation place, RunSettings run, RunSettings settings, Layer layer)
    {
        var value = setting.ValueIn(settings) is { } json ? JsonText.Shown(json) : setting.DefaultInWords ?? "none";
        var whose = setting.PayloadOnly ? EnvironmentLimits.LockedName : $"{setting.Deployed} or {EnvironmentLimits.LockedName}";
        place.Refuse(
            JsonText.Shown(setting.ValueIn(run)!.Value),
            $"is looser than {value} ({layer.Name()})",
            $"{setting.Reach}, while {EnvironmentLimits.LockedName} is true. Who deploys the function may change {whose}");
    }
}
