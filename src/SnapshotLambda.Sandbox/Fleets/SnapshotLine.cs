using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Writes a snapshot of a fleet file as one line, so that files compare line by line.</summary>
internal sealed class SnapshotLine : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly DateTimeOffset now;

    /// <summary>Ages are counted from <paramref name="now"/>.</summary>
    public SnapshotLine(DateTimeOffset now)
    {
        json = new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        this.now = now;
    }

    /// <summary>An instant as fleet files have it.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The line; valid until the next one is made.</summary>
    public ReadOnlySpan<byte> Of(Ec2Snapshot snapshot, BinnedSnapshot? binned)
    {
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("id", snapshot.Id);
        json.WriteString("volumeId", snapshot.VolumeId);
        json.WriteString("startTime", snapshot.StartTime is { } start ? Instant(start) : null);
        json.WriteString("state", WireName.Of(snapshot.State));
        json.WriteNumber("volumeSizeGiB", snapshot.VolumeSizeGiB);
        WriteSizeAndTier(snapshot);
        WriteTags(snapshot);
        WriteTexts("sharedWith", snapshot.SharedWith);
        if (snapshot.Lock is { } state)
            json.WriteString("lock", WireName.Of(state));
        WriteTexts("fastRestoreZones", snapshot.FastRestoreZones);
        if (binned is not null)
        {
            json.WriteString("binnedAt", Instant(binned.EnteredAt));
            json.WriteString("binnedUntil", Instant(binned.ExitsAt));
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>Frees the buffer.</summary>
    public void Dispose() => json.Dispose();

    private void WriteSizeAndTier(Ec2Snapshot snapshot)
    {
        if (snapshot.FullSizeBytes is { } bytes)
            json.WriteNumber("fullSizeBytes", bytes);
        if (snapshot.Tier != StorageTier.Standard)
            json.WriteString("tier", WireName.Of(snapshot.Tier));
        if (snapshot.TierSince is { } since)
            json.WriteNumber("tierAgeDays", Days(now - since));
        if (snapshot.Tiering is { } tiering)
            json.WriteString("tiering", WireName.Of(tiering));
        if (snapshot.RestoreExpiry is { } expiry)
            json.WriteNumber("restoredForDays", Days(expiry - now));
        if (snapshot.Description.Length > 0)
            json.WriteString("description", snapshot.Description);
        if (snapshot.TransferType is { } type)
            json.WriteString("transferType", type);
    }

    private static decimal Days(TimeSpan time) => Math.Round((decimal)time.Ticks / TimeSpan.TicksPerDay, 12);

    private void WriteTags(Ec2Snapshot snapshot)
    {
        if (snapshot.Tags.IsEmpty)
            return;
        json.WriteStartObject("tags");
        foreach (var tag in snapshot.Tags)
            json.WriteString(tag.Key, tag.Value);
        json.WriteEndObject();
    }

    private void WriteTexts(string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
