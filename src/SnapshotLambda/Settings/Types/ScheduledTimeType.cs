using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace SnapshotLambda.Settings.Types;

/// <summary>
/// The instant that a run was scheduled for: ISO 8601 with seconds and an offset. It may lie at most 5 minutes after now, since clocks
/// differ, and at most 7 days before: EventBridge ends its retries after one day.
/// </summary>
internal sealed class ScheduledTimeType : SettingType<DateTimeOffset?>
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostBack = TimeSpan.FromDays(7);
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <inheritdoc/>
    public override string Valid => "an instant as in \"2026-01-31T03:00:00Z\", not over 5 minutes ahead and not over 7 days back";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out DateTimeOffset? value)
    {
        value = null;
        if (JsonText.TextOrNull(json) is not { } text) return place.Refuse(json, $"is {JsonText.Kind(json)}", ValidNow(place));
        if (!DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return place.Refuse(json, "is not an ISO 8601 instant with an offset", ValidNow(place));
        if (instant - place.Sources.Now > MostAhead) return place.Refuse(json, "is in the future", ValidNow(place));
        if (place.Sources.Now - instant > MostBack) return place.Refuse(json, "is too long ago", ValidNow(place));
        value = instant.ToUniversalTime();
        return true;
    }

    /// <summary>The instants that are valid now, so that the example in the message is valid.</summary>
    private static string ValidNow(SettingLocation place) =>
        $"an instant from \"{Written(place.Sources.Now - MostBack + TimeSpan.FromSeconds(1))}\" "
        + $"to \"{Written(place.Sources.Now + MostAhead)}\"; now it is \"{Written(place.Sources.Now)}\"";

    private static string Written(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("format", "date-time");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value) =>
        writer.WriteStringValue(value!.Value.ToString(Forms[1], CultureInfo.InvariantCulture));
}
