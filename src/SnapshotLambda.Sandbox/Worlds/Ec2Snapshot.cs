using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An EBS snapshot as the sandbox keeps it: what EC2 would tell of it, and what it would check before deleting it.</summary>
internal sealed record Ec2Snapshot
{
    /// <summary>The volume id that a copy carries; it names no volume.</summary>
    public const string VolumeOfCopies = "vol-ffffffff";

    /// <summary>Its id, as in <c>snap-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The volume it was taken of; null where EC2 names none.</summary>
    public string? VolumeId { get; init; }

    /// <summary>When it was started, in whole milliseconds as EC2 tells it; null where EC2 does not say.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Whether it is complete. <see cref="SnapshotState.Recoverable"/> ones are in <see cref="Region.Bin"/>.</summary>
    public SnapshotState State { get; init; } = SnapshotState.Completed;

    /// <summary>The volume's size in GiB.</summary>
    public int VolumeSizeGiB { get; init; } = 8;

    /// <summary>Bytes of all blocks written to the volume; null where EC2 does not say.</summary>
    public long? FullSizeBytes { get; init; }

    /// <summary>Where its blocks are kept, as EC2 lists it: standard while it is restored for a time, or only on its way to the archive.</summary>
    public StorageTier Tier { get; init; } = StorageTier.Standard;

    /// <summary>Since when it is, or was last, in the archive; null where it never was.</summary>
    public DateTimeOffset? TierSince { get; init; }

    /// <summary>Its last move between the tiers; null: it is the archiving, where there was one.</summary>
    public TieringState? Tiering { get; init; }

    /// <summary>When it goes back to the archive, which it was restored from for a time; null for others.</summary>
    public DateTimeOffset? RestoreExpiry { get; init; }

    /// <summary>Its last move between the tiers, where there was one.</summary>
    public TieringState? LastTiering => Tiering ?? (TierSince is null ? null : TieringState.ArchivalCompleted);

    /// <summary>Free text of whoever made it.</summary>
    public string Description { get; init; } = "";

    /// <summary>What EC2 tells of copies alone: <c>standard</c> or <c>time-based</c>; null for others.</summary>
    public string? TransferType { get; init; }

    /// <summary>Its tags, each key once.</summary>
    public ImmutableArray<Tag> Tags { get; init; } = [];

    /// <summary>Who else may make volumes of it: account ids, or <c>all</c>.</summary>
    public ImmutableArray<string> SharedWith { get; init; } = [];

    /// <summary>Its lock, or null.</summary>
    public LockState? Lock { get; init; }

    /// <summary>The Availability Zones it is enabled for fast restore in.</summary>
    public ImmutableArray<string> FastRestoreZones { get; init; } = [];

    /// <summary>The value of its tag with that key, in that case, or null.</summary>
    public string? TagValue(string key)
    {
        foreach (var tag in Tags)
            if (tag.Key == key)
                return tag.Value;
        return null;
    }
}
