using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An account's resources in one region.</summary>
internal sealed record Region
{
    /// <summary>The region's name, as in <c>us-east-1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The Recycle Bin's retention rules for snapshots.</summary>
    public ImmutableArray<RecycleBinRule> RecycleBin { get; init; } = [];

    /// <summary>The ids of the volumes that exist.</summary>
    public ImmutableSortedSet<string> Volumes { get; init; } = ById.NoIds;

    /// <summary>The ids of the volumes in the Recycle Bin.</summary>
    public ImmutableSortedSet<string> BinnedVolumes { get; init; } = ById.NoIds;

    /// <summary>The snapshots by id, without those in the Recycle Bin.</summary>
    public ImmutableSortedDictionary<string, Ec2Snapshot> Snapshots { get; init; } = ById.None<Ec2Snapshot>();

    /// <summary>The snapshots in the Recycle Bin, by id.</summary>
    public ImmutableSortedDictionary<string, BinnedSnapshot> Bin { get; init; } = ById.None<BinnedSnapshot>();

    /// <summary>The AMIs by id, in any state.</summary>
    public ImmutableSortedDictionary<string, Ec2Image> Images
    {
        get;
        init => (field, _imageOfSnapshot) = (value, Users(value));
    } = ById.None<Ec2Image>();

    /// <summary>The launch templates, by id.</summary>
    public ImmutableSortedDictionary<string, LaunchTemplate> LaunchTemplates { get; init; } = ById.None<LaunchTemplate>();

    private readonly ImmutableDictionary<string, string> _imageOfSnapshot = ImmutableDictionary<string, string>.Empty;

    /// <summary>The id of an AMI that keeps the snapshot from being deleted, or null. An AMI in the Recycle Bin does not.</summary>
    public string? ImageThatUses(string snapshotId) => _imageOfSnapshot.GetValueOrDefault(snapshotId);

    private static ImmutableDictionary<string, string> Users(ImmutableSortedDictionary<string, Ec2Image> images)
    {
        var users = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var image in images.Values.Where(image => image.State != ImageState.Binned))
            foreach (var snapshotId in image.SnapshotIds)
                users.TryAdd(snapshotId, image.Id);
        return users.ToImmutable();
    }
}
