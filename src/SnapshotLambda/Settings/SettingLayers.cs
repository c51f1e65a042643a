using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The settings of all layers. Precedence: payload, environment, file, default.</summary>
internal sealed class SettingLayers(IReadOnlyList<SettingAssignment> named)
{
    private readonly Dictionary<Setting, SettingAssignment> _winners =
        named.GroupBy(one => one.Setting).ToDictionary(group => group.Key, group => group.First());

    /// <summary>All values of a setting, right or wrong, in the layers' order.</summary>
    public IEnumerable<SettingAssignment> AllOf(Setting setting) => named.Where(one => one.Setting == setting);

    /// <summary>The payload's values, in its order.</summary>
    public IEnumerable<SettingAssignment> OfPayload => named.Where(one => one.Place.Layer == Layer.Payload);

    /// <summary>The other layers: the deployed values.</summary>
    public SettingLayers Deployed => new([.. named.Where(one => one.Place.Layer != Layer.Payload)]);

    /// <summary>The layer that a setting's value comes from.</summary>
    public Layer LayerOf(Setting setting) => Winner(setting)?.Place.Layer ?? Layer.Default;

    /// <summary>The value of a setting that counts; null for the default.</summary>
    public SettingAssignment? Winner(Setting setting) => _winners.GetValueOrDefault(setting);

    /// <summary>True if the value of a setting that counts is wrong, so that nothing can be concluded from it.</summary>
    public bool IsWrong(Setting setting) => Winner(setting) is { Set: null };

    /// <summary>The settings with the layers' values.</summary>
    public RunSettings Over(RunSettings run, SettingsSources sources, SettingErrors errors)
    {
        if (Winner(SettingTable.Regions) is null && sources.FunctionRegion is { } region)
        {
            if (RegionListType.HasShape(region)) run = run with { Regions = [region] };
            else
                new SettingLocation(Layer.Environment, "AWS_REGION", sources, errors)
                    .Refuse(JsonText.Shown(region), "is not a region", "the name of an AWS region");
        }

        return _winners.Values.Aggregate(run, (settings, winner) => winner.Set is { } set ? set(settings) : settings);
    }
}
