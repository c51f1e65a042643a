using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The lock: who may invoke the function may send it any payload, and IAM cannot look into one. So a payload may only keep more
/// than what is deployed does. Nothing is concluded from a value that is itself wrong.
/// </summary>
internal static class PayloadLock
{
    /// <summary>Tells of each setting that the payload takes further than its <see cref="Reach{T}"/>.</summary>
    /// <param name="layers">What all layers name.</param>
    /// <param name="untouched">The settings where no layer names anything.</param>
    /// <param name="sources">What the layers were read from.</param>
    public static void Check(SettingLayers layers, RunSettings untouched, SettingsSources sources)
    {
        var deployed = layers.Deployed;
        // What is wrong with the function's own region was told before.
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
        var whose = setting.PayloadOnly ? EnvironmentLimits.LockedName : $"{setting.EnvironmentName} or {EnvironmentLimits.LockedName}";
        place.Refuse(
            JsonText.Shown(setting.ValueIn(run)!.Value),
            $"is looser than {value} ({layer.Name()})",
            $"{setting.Reach}, while {EnvironmentLimits.LockedName} is true. Who deploys the function may change {whose}");
    }
}
