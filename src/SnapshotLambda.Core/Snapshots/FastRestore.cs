namespace SnapshotLambda.Core.Snapshots;

/// <summary>
/// Fast restore of a snapshot in one Availability Zone:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFastSnapshotRestoreSuccessItem.html
/// </summary>
/// <param name="SnapshotId">The snapshot.</param>
/// <param name="State">Its state in EC2's own word; null where EC2 names none.</param>
internal readonly record struct FastRestore(string SnapshotId, string? State)
{
    /// <summary>Whether it is on, or on its way. Only <c>disabled</c> is off; a state that is not known is on.</summary>
    public bool IsOn => State is not "disabled";
}
