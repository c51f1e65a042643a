using System.Text.Json;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The event that EventBridge sends without a written input: a rule's, or EventBridge Scheduler's default. Of the settings it names the
/// time alone. See https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
/// </summary>
internal sealed class EventBridgeEvent
{
    private static readonly string[] ServedSources = ["aws.events", "aws.scheduler"];
    private readonly ILookup<string, JsonElement> _fields;

    private EventBridgeEvent(ILookup<string, JsonElement> fields) => _fields = fields;

    /// <summary>The event's id, the same in every delivery; null if it has none.</summary>
    public string? Id => Text("id") is { Length: > 0 and <= 200 } id ? id : null;

    /// <summary>The event in a payload; null for any other payload.</summary>
    public static EventBridgeEvent? In(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object) return null;
        var fields = payload.EnumerateObject().ToLookup(JsonText.Name, property => property.Value, StringComparer.Ordinal);
        return fields.Contains("detail-type") && fields.Contains("source") ? new(fields) : null;
    }

    /// <summary>Reads the time, and reports errors.</summary>
    public IReadOnlyList<SettingAssignment> Read(SettingsSources sources, SettingErrors errors)
    {
        SettingLocation At(string field) => new(Layer.Payload, field, sources, errors);
        if (Text("detail-type") != "Scheduled Event")
            At("detail-type").Refuse(Shown("detail-type"), "is an event for someone else", "\"Scheduled Event\"");
        if (!ServedSources.Contains(Text("source"), StringComparer.Ordinal))
            At("source").Refuse(Shown("source"), "sends nothing for this function", string.Join(" or ", ServedSources));
        if (Id is null) At("id").Refuse(Shown("id"), "is no id", "a text of 1 to 200 characters, once");
        foreach (var field in _fields.Where(field => SettingTable.ByName.ContainsKey(field.Key)))
            At(field.Key).Refuse(
                field.First(), "stands in a scheduled event, where no setting is read", "in a payload of its own, or in the environment");

        if (_fields["time"].Count() == 1) return [SettingTable.ScheduledTime.Read(_fields["time"].Single(), At("time"))];
        At("time").Refuse(Shown("time"), "is no instant", $"{SettingTable.ScheduledTime.Valid}, once");
        return [];
    }

    private string? Text(string field) => _fields[field].Count() == 1 ? JsonText.TextOrNull(_fields[field].Single()) : null;

    private string Shown(string field) => string.Join(", ", _fields[field].Take(2).Select(JsonText.Shown));
}
