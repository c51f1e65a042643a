namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A deleted snapshot that the Recycle Bin keeps.</summary>
/// <param name="Snapshot">The snapshot, with the tag of everything in the bin.</param>
/// <param name="EnteredAt">The time of its deletion.</param>
/// <param name="ExitsAt">The time from which it is gone for good.</param>
internal sealed record BinnedSnapshot(Ec2Snapshot Snapshot, DateTimeOffset EnteredAt, DateTimeOffset ExitsAt)
{
    /// <summary>The tag key of everything in the bin: https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html</summary>
    public const string MarkKey = "aws:recycle-bin:resource-in-bin";
}
