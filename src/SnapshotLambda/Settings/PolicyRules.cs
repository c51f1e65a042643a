using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Text;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The rules for policies together with other settings. A wrong value is not checked.</summary>
internal static class PolicyRules
{
    /// <summary>Checks the settings, and reports errors.</summary>
    public static void Check(SettingLayers layers, RunSettings run)
    {
        CheckLineage(layers, run);
        if (layers.Winner(SettingTable.OnlyPolicies) is { Set: not null } only && !layers.IsWrong(SettingTable.Policies))
            CheckNames(run, only.Place);
    }

    /// <summary>Each place where a policy names a setting, in every layer, with the policy's own retention.</summary>
    public static IEnumerable<(SettingLocation Place, Retention Own)> Naming(Setting setting, SettingLayers layers, RunSettings run) =>
        from policies in layers.AllOf(SettingTable.Policies)
        from policy in policies.Set?.Invoke(run).Policies ?? []
        from naming in policy.Named
        where naming.Setting == setting
        select (naming.Place, policy.Own);

    private static void CheckLineage(SettingLayers layers, RunSettings run)
    {
        if (run.Retention.LineageTag is not null || layers.IsWrong(RetentionSettings.LineageTag)) return;
        IEnumerable<(SettingLocation Place, Retention Own)> top =
            layers.Winner(RetentionSettings.Copies) is { Set: { } set, Place: var place } ? [(place, set(run).Retention)] : [];
        foreach (var (at, own) in top.Concat(Naming(RetentionSettings.Copies, layers, run)))
            if (own.Copies is Copies.ByTag)
                at.Refuse("\"byTag\"", "comes without lineageTag", "copies byTag and lineageTag together");
    }

    private static void CheckNames(RunSettings run, SettingLocation place)
    {
        string[] valid = [.. run.Policies.Select(policy => policy.Name).Order(StringComparer.Ordinal)];
        foreach (var name in run.OnlyPolicies!.Except(valid, StringComparer.Ordinal))
            place.Refuse(
                JsonText.Shown(name),
                valid.Length == 0 ? "comes without policies" : "is not the name of a policy",
                valid.Length == 0 ? "policies and the names of some of them together" : $"names of {string.Join(", ", valid)}",
                NearestName.To(name, valid));
    }
}
