namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what is archived and not known to have been so for 90 days: AWS charges for these in any case, so that deleting
    /// earlier saves nothing. https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-archive-pricing.html
    /// </summary>
    public static Guard Archive { get; } = Reading("archive", Reason.ArchivedUnder90Days, "ec2:DescribeSnapshotTierStatus");
}

internal sealed partial record Reason
{
    /// <summary>In the archive tier for less than its minimum of 90 days.</summary>
    public static Reason ArchivedUnder90Days { get; } =
        new(nameof(ArchivedUnder90Days), "archived, and not known to be so for the 90 days that are charged anyway");
}
