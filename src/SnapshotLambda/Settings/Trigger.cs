using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The caller that invoked a run, as the log names it. It is known even if the settings are wrong.</summary>
internal static class Trigger
{
    /// <summary>A person, or another program.</summary>
    public const string Hand = "hand";

    /// <summary>EventBridge, by a schedule or a rule.</summary>
    public const string Schedule = "schedule";

    /// <summary>The sender of this payload: EventBridge if it names a schedule or is EventBridge's own event.</summary>
    public static string Of(JsonElement payload) => EventBridgeEvent.In(payload) is not null || NamesSchedule(payload) ? Schedule : Hand;

    private static bool NamesSchedule(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object
        && payload.EnumerateObject().Any(field => JsonText.Name(field) == SettingTable.ScheduleArn.Name);
}
