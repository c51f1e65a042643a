using System.Text.Encodings.Web;
using System.Text.Json;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Writes a world as a fleet file, which <see cref="FleetReader"/> reads as the same world. Default values are left out.</summary>
internal static class FleetWriter
{
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the world. Its ages count from <paramref name="now"/> if it has no instant of its own.</summary>
    public static void Write(Stream stream, World world, DateTimeOffset now)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        if (world.Now is { } own)
            json.WriteString("now", SnapshotLine.Instant(own));
        WriteArray(json, "accounts", world.Accounts, account => WriteAccount(json, account, world.Now ?? now));
        json.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter json, Account account, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id", account.Id);
        WriteArray(json, "roles", account.Roles, role => WriteRole(json, role));
        if (!account.Buckets.IsEmpty)
            WriteTexts(json, "buckets", account.Buckets.Select(bucket => bucket.Name));
        WriteArray(json, "regions", account.Regions, region => WriteRegion(json, region, now));
        json.WriteEndObject();
    }

    private static void WriteRole(Utf8JsonWriter json, Role role)
    {
        json.WriteStartObject();
        json.WriteString("name", role.Name);
        WriteTexts(json, "trustedBy", role.TrustedBy);
        if (role.ExternalId is { } externalId)
            json.WriteString("externalId", externalId);
        if (role.Policy is { } policy)
        {
            json.WritePropertyName("policy");
            json.WriteRawValue(policy.Text);
        }

        json.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter json, Region region, DateTimeOffset now)
    {
        using var line = new SnapshotLine(now);
        json.WriteStartObject();
        json.WriteString("name", region.Name);
        WriteArray(json, "recycleBin", region.RecycleBin, rule => WriteRule(json, rule));
        WriteTexts(json, "volumes", region.Volumes);
        if (!region.BinnedVolumes.IsEmpty)
            WriteTexts(json, "binnedVolumes", region.BinnedVolumes);
        WriteArray(json, "snapshots", region.Snapshots.Values, snapshot => WriteLine(snapshot, null), last: () =>
        {
            foreach (var binned in region.Bin.Values)
                WriteLine(binned.Snapshot, binned);
        });
        WriteArray(json, "images", region.Images.Values, image => WriteImage(json, image));
        WriteArray(json, "launchTemplates", region.LaunchTemplates.Values, template => WriteTemplate(json, template));
        json.WriteEndObject();

        void WriteLine(Ec2Snapshot snapshot, BinnedSnapshot? binned) =>
            json.WriteRawValue(line.Of(snapshot, binned), skipInputValidation: true);
    }

    private static void WriteRule(Utf8JsonWriter json, RecycleBinRule rule)
    {
        json.WriteStartObject();
        json.WriteNumber("days", rule.Days);
        json.WriteString("tag", rule.Tag is { } tag ? Text(tag) : null);
        if (!rule.ExcludedTags.IsEmpty)
            WriteTexts(json, "excludedTags", rule.ExcludedTags.Select(Text));
        json.WriteEndObject();
    }

    private static string Text(Tag tag) => $"{tag.Key}={tag.Value}";

    private static void WriteImage(Utf8JsonWriter json, Ec2Image image)
    {
        json.WriteStartObject();
        json.WriteString("id", image.Id);
        json.WriteString("state", WireName.Of(image.State));
        WriteTexts(json, "snapshotIds", image.SnapshotIds);
        json.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter json, LaunchTemplate template)
    {
        json.WriteStartObject();
        json.WriteString("id", template.Id);
        WriteTexts(json, "snapshotIds", template.SnapshotIds);
        if (template.LatestVersion != 1)
        {
            WriteArray(json, "olderVersions", template.OlderVersions, version => WriteVersion(json, version));
            json.WriteNumber("latestVersion", template.LatestVersion);
            json.WriteNumber("defaultVersion", template.DefaultVersion);
        }

        json.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter json, LaunchTemplateVersion version)
    {
        json.WriteStartObject();
        json.WriteNumber("version", version.Number);
        WriteTexts(json, "snapshotIds", version.SnapshotIds);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts) =>
        WriteArray(json, name, texts, json.WriteStringValue);

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write, Action? last = null)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        last?.Invoke();
        json.WriteEndArray();
    }
}
