using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Settings.Types;

/// <summary>An instant: ISO 8601 with an offset.</summary>
internal sealed class InstantType : SettingType<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override string Valid => "an instant with its offset, as in 2026-01-31T03:00:00Z";

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, SettingLocation place, [NotNullWhen(true)] out DateTimeOffset? value)
    {
        value = null;
        if (JsonText.TextOrNull(json) is not { } text) return place.Refuse(json, $"is {JsonText.Kind(json)}", ValidAt(place));
        if (!IsoDate.TryReadInstant(text, out var instant)) return place.Refuse(json, "is not an ISO 8601 instant with an offset", Valid);
        value = instant.ToUniversalTime();
        return true;
    }

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "string");
        writer.WriteString("format", "date-time");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value) =>
        writer.WriteStringValue(value!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
