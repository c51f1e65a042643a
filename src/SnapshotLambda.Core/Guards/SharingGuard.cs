namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what other accounts may make volumes of, or everyone: deleting it would take it from them without a word.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html
    /// </summary>
    public static Guard Sharing { get; } = Reading("sharing", Reason.SharedWithOthers, "ec2:DescribeSnapshots", "ec2:DescribeSnapshotAttribute");
}

internal sealed partial record Reason
{
    /// <summary>Shared with another account, or with all.</summary>
    public static Reason SharedWithOthers { get; } = new(nameof(SharedWithOthers), "shared with another account or with everyone");
}
