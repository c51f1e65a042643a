namespace SnapshotLambda.Core.Snapshots;

/// <summary>A lock of a snapshot: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LockedSnapshotsInfo.html</summary>
/// <param name="State">The lock's state in EC2's own word; null if EC2 names none.</param>
internal readonly record struct SnapshotLock(string SnapshotId, string? State)
{
    /// <summary>True if the lock still holds. Only an expired one does not; an unknown state does.</summary>
    public bool Holds => State is not "expired";
}
