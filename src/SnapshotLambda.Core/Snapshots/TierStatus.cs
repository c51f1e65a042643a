namespace SnapshotLambda.Core.Snapshots;

/// <summary>A snapshot's tier status: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SnapshotTierStatus.html</summary>
/// <param name="ArchivedAt">The completion of its last archiving, in UTC; null if EC2 does not say.</param>
internal readonly record struct TierStatus(string SnapshotId, DateTimeOffset? ArchivedAt)
{
    /// <summary>
    /// The minimum time for which an archived snapshot is charged:
    /// https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing.html
    /// </summary>
    public static readonly TimeSpan LeastCharged = TimeSpan.FromDays(90);

    /// <summary>True if it is known to have been archived for that minimum time.</summary>
    public bool IsPaidFor(DateTimeOffset at) => ArchivedAt is { } since && at - since >= LeastCharged;
}
