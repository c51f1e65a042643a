using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>The rules for tags: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions</summary>
internal static class TaggingRules
{
    private const int MostIds = 1000, MostTags = 50, LongestKey = 128, LongestValue = 256;
    private const string Reserved = "aws:";

    /// <summary>The ids of a call. Each must look like a snapshot's: the sandbox tags nothing else.</summary>
    public static IReadOnlyList<string> ReadIds(Parameters parameters)
    {
        var ids = parameters.List("ResourceId");
        if (ids.Count == 0)
            throw new ApiError("MissingParameter", "The request must contain the parameter resourceIdSet");
        if (ids.Count > MostIds)
            throw Ec2Error.InvalidValue($"A call takes at most {MostIds} resources");
        return ids.FirstOrDefault(id => AwsFormats.SnapshotId(id) is null) is { } odd
            ? throw new ApiError("InvalidID", $"The ID '{odd}' is not valid: the sandbox keeps tags of snapshots alone.")
            : ids;
    }

    /// <summary>The tags of a call. No key may be repeated, too long, or reserved for AWS.</summary>
    public static IReadOnlyList<(string Key, string? Value)> ReadTags(Parameters parameters)
    {
        List<(string Key, string? Value)> tags =
        [
            .. parameters.Structures("Tag").Select(tag => (tag.RequiredText("Key"), tag.Text("Value"))),
        ];
        foreach (var (key, value) in tags)
        {
            if (key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase))
                throw Ec2Error.InvalidValue(
                    $"Value ( {key} ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for internal use");
            if (key.Length > LongestKey
                || value?.Length > LongestValue
                || AwsFormats.XmlText(key) is null
                || AwsFormats.XmlText(value ?? "") is null)
                throw Ec2Error.InvalidValue(
                    $"Value ( {key} ) for parameter key is invalid. Tag keys have up to {LongestKey} characters and values up to "
                    + $"{LongestValue}");
        }

        return tags.CountBy(tag => tag.Key).FirstOrDefault(count => count.Value > 1).Key is { } twice
            ? throw Ec2Error.InvalidValue($"Duplicate tag key '{twice}' specified.")
            : tags;
    }

    /// <summary>
    /// The snapshots with these ids, those in the Recycle Bin too: their tags can be changed there, and nothing else of them. See
    /// https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-working-with-snaps.html
    /// </summary>
    /// <exception cref="ApiError">A snapshot does not exist.</exception>
    public static IReadOnlyList<Ec2Snapshot> Find(Region region, IReadOnlyList<string> ids, DateTimeOffset now) =>
    [
        .. ids.Distinct().Select(id => region.Snapshots.GetValueOrDefault(id)
            ?? (region.Bin.TryGetValue(id, out var binned) && binned.ExitsAt > now ? binned.Snapshot : throw Ec2Error.NoSnapshot(id))),
    ];

    /// <summary>The region with each of the snapshots changed, wherever it is.</summary>
    public static Region Change(Region region, IReadOnlyList<Ec2Snapshot> snapshots, Func<Ec2Snapshot, ImmutableArray<Tag>> change)
    {
        var changed = snapshots
            .Select(snapshot => snapshot with { Tags = change(snapshot) })
            .ToLookup(one => region.Snapshots.ContainsKey(one.Id));
        return region with
        {
            Snapshots = region.Snapshots.SetItems(changed[true].Select(one => KeyValuePair.Create(one.Id, one))),
            Bin = region.Bin.SetItems(
                changed[false].Select(one => KeyValuePair.Create(one.Id, region.Bin[one.Id] with { Snapshot = one }))),
        };
    }

    /// <summary>The snapshot's tags with these added, or replaced where the keys are equal.</summary>
    public static ImmutableArray<Tag> Added(Ec2Snapshot snapshot, IReadOnlyList<(string Key, string? Value)> tags)
    {
        var made = snapshot.Tags
            .RemoveAll(old => tags.Any(tag => tag.Key == old.Key))
            .AddRange(tags.Select(tag => new Tag(tag.Key, tag.Value ?? "")));
        return made.Count(tag => !IsReserved(tag)) > MostTags ? throw Ec2Error.TooManyTags(snapshot.Id) : made;
    }

    /// <summary>
    /// The snapshot's tags without these. A tag without a value is removed whatever its value; no tags at all means all of the user's.
    /// </summary>
    public static ImmutableArray<Tag> Removed(Ec2Snapshot snapshot, IReadOnlyList<(string Key, string? Value)> tags) => tags.Count == 0
        ? snapshot.Tags.RemoveAll(tag => !IsReserved(tag))
        : snapshot.Tags.RemoveAll(old => tags.Any(tag => tag.Key == old.Key && (tag.Value is null || tag.Value == old.Value)));

    private static bool IsReserved(Tag tag) => tag.Key.StartsWith(Reserved, StringComparison.Ordinal);
}
