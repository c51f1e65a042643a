namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what an AMI in the Recycle Bin is made of: EC2 would delete those snapshots, and without them the AMI cannot be
    /// restored. EC2 does not tell which they are, so their description must name the AMI.
    /// https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-factors.html
    /// </summary>
    public static Guard BinnedImages { get; } = Reading("binnedImages", Reason.UsedByBinnedImage, "ec2:ListImagesInRecycleBin");
}

internal sealed partial record Reason
{
    /// <summary>An AMI in the Recycle Bin is made of it.</summary>
    public static Reason UsedByBinnedImage { get; } = new(nameof(UsedByBinnedImage), "its description names an AMI that is in the Recycle Bin");
}
