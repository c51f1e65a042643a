using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SnapshotLambda.Report.Plans;

/// <summary>Writes a plan file, whose form docs/plan.schema.json describes. It holds no more than one snapshot at a time.</summary>
internal static class PlanWriter
{
    private const int FlushAt = 32 * 1024;

    // Tags may have any text. What reads the file reads JSON, and what shows it encodes it for its own form.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a plan as UTF-8.</summary>
    /// <param name="stream">The file. It is left open.</param>
    /// <param name="header">The plan as a whole.</param>
    /// <param name="snapshots">Its snapshots.</param>
    public static void Write(Stream stream, PlanHeader header, IEnumerable<PlannedSnapshot> snapshots)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        WriteHeader(json, header);
        json.WriteStartArray("snapshots");
        foreach (var snapshot in snapshots)
        {
            WriteSnapshot(json, snapshot);
            if (json.BytesPending > FlushAt) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, PlanHeader header)
    {
        json.WriteString("format", PlanHeader.CurrentFormat);
        json.WriteString("runId", header.RunId);
        json.WriteString("version", header.Version);
        json.WriteString("account", header.Account);
        json.WriteString("region", header.Region);
        json.WriteBoolean("dryRun", header.DryRun);
        json.WriteString("plannedAt", TextOf(header.PlannedAt));
        json.WriteString("referenceTime", TextOf(header.ReferenceTime));
        json.WriteString("cutoff", TextOf(header.Cutoff));
        if (header.Policies.Count > 0)
        {
            json.WriteStartArray("policies");
            foreach (var policy in header.Policies)
            {
                json.WriteStartObject();
                json.WriteString("name", policy.Name);
                json.WriteString("cutoff", TextOf(policy.Cutoff));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteString("digest", header.Digest);
        json.WriteBoolean("tooLarge", header.IsTooLarge);
        json.WriteBoolean("recycleBin", header.UsesRecycleBin);
        if (header.DeleteAfter is { } deleteAfter) json.WriteString("deleteAfter", deleteAfter);
        if (header.PricePerGiBMonth is { } price) json.WriteNumber("pricePerGiBMonth", price);
        WriteCounts(json, header.Counts);
    }

    private static void WriteCounts(Utf8JsonWriter json, PlanCounts counts)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("scanned", counts.Scanned);
        json.WriteNumber("inScope", counts.InScope);
        json.WriteNumber("toDelete", counts.ToDelete);
        json.WriteNumber("toMark", counts.ToMark);
        json.WriteNumber("waiting", counts.Waiting);
        json.WriteStartObject("kept");
        foreach (var (reason, count) in counts.Kept.OrderBy(reason => reason.Key, StringComparer.Ordinal))
            json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSnapshot(Utf8JsonWriter json, PlannedSnapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteString("id", snapshot.Id);
        if (snapshot.VolumeId is { } volumeId) json.WriteString("volumeId", volumeId);
        if (snapshot.IsCopy) json.WriteBoolean("copy", true);
        if (snapshot.StartTime is { } startTime) json.WriteString("startTime", TextOf(startTime));
        json.WriteNumber("sizeGiB", snapshot.SizeGiB);
        json.WriteNumber("atMostBytes", snapshot.AtMostBytes);
        if (snapshot.IsArchived) json.WriteBoolean("archived", true);
        if (snapshot.Description is { Length: > 0 } description) json.WriteString("description", description);
        if (snapshot.Tags.Count > 0)
        {
            json.WriteStartObject("tags");
            foreach (var tag in snapshot.Tags) json.WriteString(tag.Key, tag.Value);
            json.WriteEndObject();
        }

        json.WriteString("decision", PlanNames.Of(snapshot.Decision));
        if (snapshot.Reason is { } reason) json.WriteString("reason", reason);
        if (snapshot.Policy is { } policy) json.WriteString("policy", policy);
        if (snapshot.Periods.Count > 0)
        {
            json.WriteStartArray("periods");
            foreach (var period in snapshot.Periods) json.WriteStringValue(period);
            json.WriteEndArray();
        }

        if (snapshot.IsSharingUnknown) json.WriteBoolean("sharingUnknown", true);
        json.WriteEndObject();
    }

    private static string TextOf(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
