namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// An EBS snapshot of the account, with the properties that decisions need. See
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html
/// </summary>
internal sealed record Snapshot
{
    /// <summary>The snapshot's id, as in <c>snap-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The volume that it was taken of. Arbitrary for a copy; null if EC2 names none.</summary>
    public string? VolumeId { get; init; }

    /// <summary>The start time in UTC; null if EC2 names none, and then the age is unknown.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>The state; only completed snapshots are deleted.</summary>
    public SnapshotState State { get; init; }

    /// <summary>The storage tier as EC2 lists it: a snapshot restored from the archive temporarily is listed as standard.</summary>
    public StorageTier Tier { get; init; }

    /// <summary>True if EC2 says when it returns to the archive: it was restored temporarily.</summary>
    public bool IsTemporarilyRestored { get; init; }

    /// <summary>The volume's size in GiB.</summary>
    public int VolumeSizeGiB { get; init; }

    /// <summary>The bytes of all blocks written to the volume, not of this increment; null if EC2 does not say.</summary>
    public long? FullSizeBytes { get; init; }

    /// <summary>Its description, any text of its creator.</summary>
    public string? Description { get; init; }

    /// <summary>True if EC2 says that it was made by copying: only copies have a transfer type.</summary>
    public bool HasTransferType { get; init; }

    /// <summary>Its tags, each key once.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>The value of its tag with this key, compared with case; null without it.</summary>
    public string? ValueOf(string tagKey)
    {
        for (var t = 0; t < Tags.Count; t++)
            if (Tags[t].Key == tagKey)
                return Tags[t].Value;
        return null;
    }

    /// <summary>The most bytes that its deletion can free: the full size, or else the volume's.</summary>
    public long AtMostBytes => FullSizeBytes ?? ((long)VolumeSizeGiB << 30);

    /// <summary>
    /// True if its volume is known. A copy has an arbitrary volume id that says nothing:
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html
    /// </summary>
    public bool HasLineage => VolumeId is { Length: > 0 } and not ArbitraryVolumeId && !HasTransferType;

    private const string ArbitraryVolumeId = "vol-ffffffff";
}
