using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An EBS snapshot in the sandbox: its properties in EC2, and those that EC2 checks before deleting it.</summary>
internal sealed record Ec2Snapshot
{
    /// <summary>The volume id of copies; it names no volume.</summary>
    public const string VolumeOfCopies = "vol-ffffffff";

    /// <summary>The snapshot's id, as in <c>snap-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The volume that it was taken of; null if EC2 names none.</summary>
    public string? VolumeId { get; init; }

    /// <summary>The start time in whole milliseconds, EC2's precision; null if EC2 names none.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The state. <see cref="SnapshotState.Recoverable"/> snapshots are in <see cref="Region.Bin"/>.</summary>
    public SnapshotState State { get; init; } = SnapshotState.Completed;

    /// <summary>The end of its way back from the Recycle Bin; null for others.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>The volume's size in GiB.</summary>
    public int VolumeSizeGiB { get; init; } = 8;

    /// <summary>The bytes of all blocks written to the volume; null if EC2 does not say.</summary>
    public long? FullSizeBytes { get; init; }

    /// <summary>The tier as EC2 lists it: standard during a temporary restore, or on the way to the archive.</summary>
    public StorageTier Tier { get; init; } = StorageTier.Standard;

    /// <summary>The time of its last archiving; null if there was none.</summary>
    public DateTimeOffset? TierSince { get; init; }

    /// <summary>The last move between the tiers; null for the archiving, if there was one.</summary>
    public TieringState? Tiering { get; init; }

    /// <summary>The end of a temporary restore; null for others.</summary>
    public DateTimeOffset? RestoreExpiry { get; init; }

    /// <summary>The last move between the tiers, or null.</summary>
    public TieringState? LastTiering => Tiering ?? (TierSince is null ? null : TieringState.ArchivalCompleted);

    /// <summary>Its description, any text of its creator.</summary>
    public string Description { get; init; } = "";

    /// <summary>The transfer type, which only copies have: <c>standard</c> or <c>time-based</c>.</summary>
    public string? TransferType { get; init; }

    /// <summary>Its tags, each key once.</summary>
    public ImmutableArray<Tag> Tags { get; init; } = [];

    /// <summary>The accounts that may create volumes from it: ids, or <c>all</c>.</summary>
    public ImmutableArray<string> SharedWith { get; init; } = [];

    /// <summary>Its lock, or null.</summary>
    public LockState? Lock { get; init; }

    /// <summary>The Availability Zones in which fast restore is enabled.</summary>
    public ImmutableArray<string> FastRestoreZones { get; init; } = [];

    /// <summary>The state at an instant, which is recovering for as long as it is on its way back from the Recycle Bin.</summary>
    public SnapshotState StateAt(DateTimeOffset now) => RecoveredAt > now ? SnapshotState.Recovering : State;

    /// <summary>The value of the tag with exactly this key, or null.</summary>
    public string? TagValue(string key)
    {
        foreach (var tag in Tags)
            if (tag.Key == key)
                return tag.Value;
        return null;
    }
}
