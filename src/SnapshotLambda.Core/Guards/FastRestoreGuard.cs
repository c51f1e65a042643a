namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what somebody pays for by the hour to have restored fast, in any zone; also while that is being switched on or off.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-fast-snapshot-restore.html
    /// </summary>
    public static Guard FastRestore { get; } = Reading("fastRestore", Reason.FastRestoreEnabled, "ec2:DescribeFastSnapshotRestores");
}

internal sealed partial record Reason
{
    /// <summary>Enabled for fast restore.</summary>
    public static Reason FastRestoreEnabled { get; } = new(nameof(FastRestoreEnabled), "enabled for fast snapshot restore");
}
