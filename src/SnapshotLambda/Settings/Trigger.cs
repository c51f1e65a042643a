using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>What invoked a run, as the log names it. It can be told also where the settings are wrong.</summary>
internal static class Trigger
{
    /// <summary>A person, or another program.</summary>
    public const string Hand = "hand";

    /// <summary>EventBridge, by a schedule or a rule.</summary>
    public const string Schedule = "schedule";

    /// <summary>What sent this payload: EventBridge if it names a schedule or is EventBridge's own event.</summary>
    public static string Of(JsonElement payload) => EventBridgeEvent.In(payload) is not null || NamesSchedule(payload) ? Schedule : Hand;

    private static bool NamesSchedule(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Object && payload.EnumerateObject().Any(field => JsonText.Name(field) == SettingTable.ScheduleArn.Name);
}
