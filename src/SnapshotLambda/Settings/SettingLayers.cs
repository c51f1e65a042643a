using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>What all layers name, the layer that wins first.</summary>
internal sealed class SettingLayers(IReadOnlyList<SettingAssignment> named)
{
    private readonly Dictionary<Setting, SettingAssignment> _winners = named.GroupBy(one => one.Setting).ToDictionary(group => group.Key, group => group.First());

    /// <summary>Every naming of a setting, in the layers' order, good or wrong.</summary>
    public IEnumerable<SettingAssignment> AllOf(Setting setting) => named.Where(one => one.Setting == setting);

    /// <summary>What the payload names, in its order.</summary>
    public IEnumerable<SettingAssignment> OfPayload => named.Where(one => one.Place.Layer == Layer.Payload);

    /// <summary>What the other layers name: what is deployed.</summary>
    public SettingLayers Deployed => new([.. named.Where(one => one.Place.Layer != Layer.Payload)]);

    /// <summary>The layer that decides a setting.</summary>
    public Layer LayerOf(Setting setting) => Winner(setting)?.Place.Layer ?? Layer.Default;

    /// <summary>The naming that decides a setting; null where the default does.</summary>
    public SettingAssignment? Winner(Setting setting) => _winners.GetValueOrDefault(setting);

    /// <summary>Whether the naming that decides a setting is wrong, so that nothing can be concluded from its value.</summary>
    public bool IsWrong(Setting setting) => Winner(setting) is { Set: null };

    /// <summary>Settings with what the layers name put over them.</summary>
    public RunSettings Over(RunSettings run, SettingsSources sources, SettingErrors errors)
    {
        if (Winner(SettingTable.Regions) is null && sources.FunctionRegion is { } region)
        {
            if (RegionListType.HasShape(region)) run = run with { Regions = [region] };
            else new SettingLocation(Layer.Environment, "AWS_REGION", sources, errors).Refuse(JsonText.Shown(region), "is not a region", "the name of an AWS region");
        }

        return _winners.Values.Aggregate(run, (settings, winner) => winner.Set is { } set ? set(settings) : settings);
    }
}
