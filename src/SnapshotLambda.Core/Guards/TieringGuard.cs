namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what someone has taken out of the archive for a time, or is moving into the archive or out of it: EC2 lists much of it as
    /// standard although it is not there to stay. https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive.html
    /// </summary>
    public static Guard Tiering { get; } = Reading("tiering", Reason.BeingTiered, "ec2:DescribeSnapshotTierStatus");
}

internal sealed partial record Reason
{
    /// <summary>Restored from the archive for a time, or on its way into it or out of it.</summary>
    public static Reason BeingTiered { get; } = new(nameof(BeingTiered), "restored from the archive for a time, or on its way into it or out of it");
}
