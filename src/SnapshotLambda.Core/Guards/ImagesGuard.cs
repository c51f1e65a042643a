namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what the account's AMIs are made of, deprecated and disabled ones included: EC2 refuses to delete those
    /// snapshots, and without them the AMI would be lost. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/disable-an-ami.html
    /// </summary>
    public static Guard Images { get; } = Reading("images", Reason.UsedByImage, "ec2:DescribeImages");
}

internal sealed partial record Reason
{
    /// <summary>An AMI is made of it.</summary>
    public static Reason UsedByImage { get; } = new(nameof(UsedByImage), "an AMI is made of it, be it deprecated or disabled");
}
