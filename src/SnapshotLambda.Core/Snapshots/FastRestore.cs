namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// Fast restore of a snapshot in one Availability Zone:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFastSnapshotRestoreSuccessItem.html
/// </summary>
/// <param name="State">The state in EC2's own word; null if EC2 names none.</param>
internal readonly record struct FastRestore(string SnapshotId, string? State)
{
    /// <summary>True if fast restore is on, or being switched on or off. Only <c>disabled</c> is off; an unknown state is on.</summary>
    public bool IsOn => State is not "disabled";
}
