using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Reads a region of a fleet file.</summary>
internal static class RegionReader
{
    /// <summary>The region; its ages count from <paramref name="now"/>.</summary>
    public static Region Read(StrictObject region, DateTimeOffset now)
    {
        var name = region.RequiredText("name", FleetTerms.RegionName, AwsFormats.RegionName);
        var rules = region.Objects("recycleBin", ReadRule);
        var volumes = region.Texts("volumes", FleetTerms.VolumeId, AwsFormats.VolumeId);
        var binnedVolumes = region.Texts("binnedVolumes", FleetTerms.VolumeId, AwsFormats.VolumeId);
        foreach (var both in volumes.Intersect(binnedVolumes, StringComparer.Ordinal))
            region.Refuse("binnedVolumes", both, "a volume either in volumes or in binnedVolumes");
        var snapshots = region.Objects("snapshots", snapshot => SnapshotReader.Read(snapshot, now));
        var images = region.Objects("images", ReadImage);
        var templates = region.Objects("launchTemplates", ReadTemplate);
        return new()
        {
            Name = name,
            RecycleBin = rules,
            Volumes = ById.NoIds.Union(volumes),
            BinnedVolumes = ById.NoIds.Union(binnedVolumes),
            Snapshots = Once(
                region, "snapshots", snapshots.Where(read => read.Bin is null).Select(read => read.Snapshot), snapshot => snapshot.Id),
            Bin = Once(region, "snapshots", snapshots.Select(read => read.Bin).OfType<BinnedSnapshot>(), binned => binned.Snapshot.Id),
            Images = Once(region, "images", images, image => image.Id),
            LaunchTemplates = Once(region, "launchTemplates", templates, template => template.Id),
        };
    }

    private static RecycleBinRule ReadRule(StrictObject rule)
    {
        var days = (int)(rule.Whole("days", 1, 365) ?? Missing(rule, "days", 7));
        var hasTag = rule.Has("tag");
        Tag? tag = hasTag ? rule.Value("tag", "\"key=value\", or null", ReadTag, new Tag("", "")) : null;
        var excluded = rule.Texts("excludedTags", "\"key=value\"", text => ReadTag(text) is null ? null : text);
        if (hasTag && !excluded.IsEmpty)
            rule.Refuse("excludedTags", "given beside tag", "excludedTags only in a rule without tag, which is for all of the region");
        if (excluded.Length > RecycleBinRule.MostExcluded)
            rule.Refuse("excludedTags", $"{excluded.Length} tags", $"at most {RecycleBinRule.MostExcluded} tags");
        return new(days, tag) { ExcludedTags = excluded.IsEmpty ? [] : [.. excluded.Select(text => ReadTag(text)).OfType<Tag>()] };
    }

    private static Tag? ReadTag(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? new Tag(text[..at], text[(at + 1)..]) : null;

    private static Ec2Image ReadImage(StrictObject image) => new(
        image.RequiredText("id", FleetTerms.ImageId, AwsFormats.ImageId),
        image.Value("state", WireName.All<ImageState>(), WireName.Parse<ImageState>, ImageState.Available),
        image.Texts("snapshotIds", FleetTerms.SnapshotId, AwsFormats.SnapshotId));

    private static LaunchTemplate ReadTemplate(StrictObject template)
    {
        var id = template.RequiredText("id", FleetTerms.LaunchTemplateId, AwsFormats.LaunchTemplateId);
        var snapshots = template.Texts("snapshotIds", FleetTerms.SnapshotId, AwsFormats.SnapshotId);
        var older = template.Objects("olderVersions", ReadVersion);
        var newestOlder = older.Select(version => version.Number).DefaultIfEmpty(0).Max();
        var latest = (int)(template.Whole("latestVersion", newestOlder + 1, int.MaxValue) ?? newestOlder + 1);
        var usual = (int)(template.Whole("defaultVersion", 1, latest) ?? latest);
        if (usual != latest && !older.Any(version => version.Number == usual))
            template.Refuse("defaultVersion", $"{usual}", "the latest version, or one of olderVersions");
        foreach (var number in FleetReader.Repeated(older.Select(version => $"{version.Number}")))
            template.Refuse("olderVersions", number, "each version once");
        return new(id, snapshots) { LatestVersion = latest, DefaultVersion = usual, OlderVersions = older };
    }

    private static LaunchTemplateVersion ReadVersion(StrictObject version) => new(
        (int)(version.Whole("version", 1, int.MaxValue - 1) ?? Missing(version, "version", 1)),
        version.Texts("snapshotIds", FleetTerms.SnapshotId, AwsFormats.SnapshotId));

    private static long Missing(StrictObject item, string name, long otherwise)
    {
        if (!item.Has(name))
            item.Refuse(name, "nothing", "a whole number");
        return otherwise;
    }

    private static ImmutableSortedDictionary<string, T> Once<T>(StrictObject region, string name, IEnumerable<T> items, Func<T, string> id)
    {
        var all = items.ToList();
        foreach (var repeated in FleetReader.Repeated(all.Select(id)).Where(text => text.Length > 0))
            region.Refuse(name, repeated, "each id once");
        return ById.Of(all.DistinctBy(id), id);
    }
}
