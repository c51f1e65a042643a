namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// The last move of a snapshot into or out of the archive:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SnapshotTierStatus.html
/// </summary>
/// <param name="State">The move's state in EC2's own word; null if EC2 names none.</param>
/// <param name="IsInArchive">True if EC2 calls the snapshot archived.</param>
/// <param name="HasExpiry">True if EC2 says when a temporary restore ends, which it says of no other.</param>
internal readonly record struct TieringOperation(string SnapshotId, string? State, bool IsInArchive, bool HasExpiry)
{
    private const string TemporarilyRestored = "temporary-restore-completed";

    /// <summary>The states of a snapshot that will not stay in its tier: the values for the filter <c>last-tiering-operation</c>.</summary>
    public static IReadOnlyList<string> StatesUnderWay { get; } =
        ["archival-in-progress", "temporary-restore-in-progress", TemporarilyRestored, "permanent-restore-in-progress"];

    /// <summary>
    /// True if the snapshot will not stay in its tier. A temporarily restored one is at rest once it is back in the archive; an unknown or
    /// missing state is not at rest.
    /// </summary>
    public bool IsUnderWay => State switch
    {
        "archival-completed" or "archival-failed" or "permanent-restore-completed" or "permanent-restore-failed"
            or "temporary-restore-failed" => HasExpiry,
        TemporarilyRestored => HasExpiry || !IsInArchive,
        _ => true,
    };
}
