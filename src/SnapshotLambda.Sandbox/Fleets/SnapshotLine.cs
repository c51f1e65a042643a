using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Writes a snapshot of a fleet file as one line, so that files can be compared by line.</summary>
internal sealed class SnapshotLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly DateTimeOffset _now;

    /// <summary>Writes ages that count from <paramref name="now"/>.</summary>
    public SnapshotLine(DateTimeOffset now)
    {
        _json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _now = now;
    }

    /// <summary>An instant in the form of fleet files.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The line, valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(Ec2Snapshot snapshot, BinnedSnapshot? binned)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("id", snapshot.Id);
        _json.WriteString("volumeId", snapshot.VolumeId);
        _json.WriteString("startTime", snapshot.StartTime is { } start ? Instant(start) : null);
        _json.WriteString("state", WireName.Of(snapshot.State));
        _json.WriteNumber("volumeSizeGiB", snapshot.VolumeSizeGiB);
        WriteSizeAndTier(snapshot);
        WriteTags(snapshot);
        WriteTexts("sharedWith", snapshot.SharedWith);
        if (snapshot.Lock is { } state)
            _json.WriteString("lock", WireName.Of(state));
        WriteTexts("fastRestoreZones", snapshot.FastRestoreZones);
        if (binned is not null)
        {
            _json.WriteString("binnedAt", Instant(binned.EnteredAt));
            _json.WriteString("binnedUntil", Instant(binned.ExitsAt));
        }

        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    /// <summary>Frees the buffer.</summary>
    public void Dispose() => _json.Dispose();

    private void WriteSizeAndTier(Ec2Snapshot snapshot)
    {
        if (snapshot.FullSizeBytes is { } bytes)
            _json.WriteNumber("fullSizeBytes", bytes);
        if (snapshot.Tier != StorageTier.Standard)
            _json.WriteString("tier", WireName.Of(snapshot.Tier));
        if (snapshot.TierSince is { } since)
            _json.WriteNumber("tierAgeDays", Days(_now - since));
        if (snapshot.Tiering is { } tiering)
            _json.WriteString("tiering", WireName.Of(tiering));
        if (snapshot.RestoreExpiry is { } expiry)
            _json.WriteNumber("restoredForDays", Days(expiry - _now));
        if (snapshot.Description.Length > 0)
            _json.WriteString("description", snapshot.Description);
        if (snapshot.TransferType is { } type)
            _json.WriteString("transferType", type);
    }

    private static decimal Days(TimeSpan time) => Math.Round((decimal)time.Ticks / TimeSpan.TicksPerDay, 12);

    private void WriteTags(Ec2Snapshot snapshot)
    {
        if (snapshot.Tags.IsEmpty)
            return;
        _json.WriteStartObject("tags");
        foreach (var tag in snapshot.Tags)
            _json.WriteString(tag.Key, tag.Value);
        _json.WriteEndObject();
    }

    private void WriteTexts(string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            return;
        _json.WriteStartArray(name);
        foreach (var text in texts)
            _json.WriteStringValue(text);
        _json.WriteEndArray();
    }
}
