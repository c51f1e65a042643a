namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A deleted snapshot that the Recycle Bin keeps.</summary>
/// <param name="Snapshot">It, with the tag that marks everything in the bin.</param>
/// <param name="EnteredAt">When it was deleted.</param>
/// <param name="ExitsAt">From when on it is gone for good.</param>
internal sealed record BinnedSnapshot(Ec2Snapshot Snapshot, DateTimeOffset EnteredAt, DateTimeOffset ExitsAt)
{
    /// <summary>The tag key that marks a resource in the bin: https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html</summary>
    public const string MarkKey = "aws:recycle-bin:resource-in-bin";
}
