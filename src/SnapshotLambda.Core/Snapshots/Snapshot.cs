namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// What decisions need to know of an EBS snapshot that the account owns.
/// See https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html
/// </summary>
internal sealed record Snapshot
{
    /// <summary>Its id, as in <c>snap-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The volume it was taken of. Arbitrary for a copy; null where EC2 names none.</summary>
    public string? VolumeId { get; init; }

    /// <summary>When it was started, UTC; null where EC2 does not say, and then its age is unknown.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Whether it is complete.</summary>
    public SnapshotState State { get; init; }

    /// <summary>Where its blocks are kept, as EC2 lists it: what was restored from the archive for a time is standard to it.</summary>
    public StorageTier Tier { get; init; }

    /// <summary>Whether EC2 says when it goes back to the archive: it was restored for a time.</summary>
    public bool IsTemporarilyRestored { get; init; }

    /// <summary>The volume's size in GiB.</summary>
    public int VolumeSizeGiB { get; init; }

    /// <summary>Bytes of all blocks written to the volume, not of this increment; null where EC2 does not say.</summary>
    public long? FullSizeBytes { get; init; }

    /// <summary>Free text of whoever made it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether EC2 says that it was made by copying: only copies have a transfer type.</summary>
    public bool HasTransferType { get; init; }

    /// <summary>Its tags, each key once.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Bytes that deleting it could free at most: the full size, else the volume's.</summary>
    public long AtMostBytes => FullSizeBytes ?? ((long)VolumeSizeGiB << 30);

    /// <summary>
    /// Whether the volume it belongs to is known. A copy carries an arbitrary volume id that says nothing:
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html
    /// </summary>
    public bool HasLineage => VolumeId is { Length: > 0 } and not ArbitraryVolumeId && !HasTransferType;

    private const string ArbitraryVolumeId = "vol-ffffffff";
}
