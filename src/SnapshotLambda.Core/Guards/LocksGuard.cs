namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what is locked; EC2 refuses to delete it as well. A lock that has expired holds no more.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
    /// </summary>
    public static Guard Locks { get; } = Reading("locks", Reason.Locked, "ec2:DescribeLockedSnapshots");
}

internal sealed partial record Reason
{
    /// <summary>Locked.</summary>
    public static Reason Locked { get; } = new(nameof(Locked), "locked by EBS Snapshot Lock");
}
