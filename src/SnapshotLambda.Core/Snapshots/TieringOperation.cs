namespace SnapshotLambda.Core.Snapshots;

/// <summary>The last move of a snapshot into the archive or out of it: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SnapshotTierStatus.html</summary>
/// <param name="SnapshotId">The snapshot.</param>
/// <param name="State">The move's state in EC2's own word; null where EC2 names none.</param>
/// <param name="IsInArchive">Whether EC2 calls the snapshot archived.</param>
/// <param name="HasExpiry">Whether EC2 says when a restore for a time ends, which it says of no other.</param>
internal readonly record struct TieringOperation(string SnapshotId, string? State, bool IsInArchive, bool HasExpiry)
{
    private const string TemporarilyRestored = "temporary-restore-completed";

    /// <summary>The states that leave a snapshot where it will not stay: the values that the filter <c>last-tiering-operation</c> is given.</summary>
    public static IReadOnlyList<string> StatesUnderWay { get; } =
        ["archival-in-progress", "temporary-restore-in-progress", TemporarilyRestored, "permanent-restore-in-progress"];

    /// <summary>
    /// Whether the snapshot is not where it will stay. What was restored for a time is at rest once it is in the archive again; a state that is
    /// not known, or none, is no rest.
    /// </summary>
    public bool IsUnderWay => State switch
    {
        "archival-completed" or "archival-failed" or "permanent-restore-completed" or "permanent-restore-failed" or "temporary-restore-failed" => HasExpiry,
        TemporarilyRestored => HasExpiry || !IsInArchive,
        _ => true,
    };
}
