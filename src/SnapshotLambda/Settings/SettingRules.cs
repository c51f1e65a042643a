using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The rules for settings together. A wrong value is not checked.</summary>
internal static class SettingRules
{
    /// <summary>Checks the settings, and reports errors.</summary>
    public static void Check(SettingLayers layers, RunSettings run, EnvironmentLimits limits, SettingsSources sources, SettingErrors errors)
    {
        CheckAge(layers, run, limits, sources, errors);
        CheckRegions(layers, run, sources, errors);
        PolicyRules.Check(layers, run);
        if (layers.Winner(SettingTable.ScheduleArn) is { Set: not null } schedule && layers.Winner(SettingTable.ScheduledTime) is null)
            schedule.Place.Refuse(
                JsonText.Shown(run.ScheduleArn!), "comes without scheduledTime", "scheduleArn and scheduledTime together");
        if (layers.Winner(SettingTable.ApprovedRun) is { Set: not null } approved && !run.Reports.AreOn)
            approved.Place.Refuse(
                JsonText.Shown(run.ApprovedRun!),
                "comes without a bucket that holds that run's plans",
                "approvedSnapshotIds alone, or this where parameter Reports is on (SNAPSHOT_LAMBDA_REPORT_BUCKET)");
        if (layers.Winner(SettingTable.Accounts) is { Set: not null } accounts && run.Access.MemberRoleName is null)
            accounts.Place.Refuse(
                JsonText.Shown(SettingTable.Accounts.ValueIn(run)!.Value),
                $"comes without {EnvironmentLimits.MemberRoleNameName} in the environment",
                "accounts and that role's name together");
    }

    /// <summary>Checks the minimum age in every layer and policy, also in one that another overrides today.</summary>
    private static void CheckAge(
        SettingLayers layers, RunSettings run, EnvironmentLimits limits, SettingsSources sources, SettingErrors errors)
    {
        var setting = RetentionSettings.MaxAgeDays;
        foreach (var naming in layers.AllOf(setting))
            if (naming.Set is { } set)
                CheckAge(set(run).Retention.MaxAgeDays, naming.Place, limits);
        foreach (var (place, own) in PolicyRules.Naming(setting, layers, run)) CheckAge(own.MaxAgeDays, place, limits);
        if (layers.Winner(setting) is null)
            CheckAge(run.Retention.MaxAgeDays, new(Layer.Default, $"{setting.Name} (default)", sources, errors), limits);
    }

    private static void CheckAge(int days, SettingLocation place, EnvironmentLimits limits)
    {
        if (days < limits.MinAgeDays)
            place.Refuse(
                $"{days}",
                $"is under {EnvironmentLimits.MinAgeDaysName}, {limits.MinAgeDays}",
                $"a whole number from {limits.MinAgeDays} to 3650");
    }

    private static void CheckRegions(SettingLayers layers, RunSettings run, SettingsSources sources, SettingErrors errors)
    {
        if (layers.IsWrong(SettingTable.Regions) || layers.IsWrong(SettingTable.ExcludeRegions)) return;
        if (run.WantsAllRegions || run.RegionsToClean([]).Count > 0) return;
        var place = layers.Winner(SettingTable.ExcludeRegions)?.Place
            ?? new(Layer.Default, SettingTable.ExcludeRegions.Name, sources, errors);
        place.Refuse(
            JsonText.Shown(SettingTable.ExcludeRegions.ValueIn(run)!.Value),
            $"leaves nothing of regions {JsonText.Shown(SettingTable.Regions.ValueIn(run)!.Value)}",
            "at least one region left");
    }
}
