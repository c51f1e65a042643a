namespace SnapshotLambda.Core.Snapshots;

/// <summary>How a snapshot came to its storage tier: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SnapshotTierStatus.html</summary>
/// <param name="SnapshotId">The snapshot.</param>
/// <param name="ArchivedAt">When its last archiving was complete, UTC; null where EC2 does not say.</param>
internal readonly record struct TierStatus(string SnapshotId, DateTimeOffset? ArchivedAt)
{
    /// <summary>How long an archived snapshot is charged for at least: https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing.html</summary>
    public static readonly TimeSpan LeastCharged = TimeSpan.FromDays(90);

    /// <summary>Whether it is known to have been archived for as long as is charged anyway.</summary>
    public bool IsPaidFor(DateTimeOffset at) => ArchivedAt is { } since && at - since >= LeastCharged;
}
