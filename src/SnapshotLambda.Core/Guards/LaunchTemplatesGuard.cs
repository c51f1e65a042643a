namespace SnapshotLambda.Core;

internal sealed partial record Guard
{
    /// <summary>
    /// Keeps what the latest or the default version of a launch template makes volumes of: EC2 would delete those snapshots,
    /// and the next launch would fail. Older versions that someone pinned are not seen.
    /// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
    /// </summary>
    public static Guard LaunchTemplates { get; } = Reading("launchTemplates", Reason.UsedByLaunchTemplate, "ec2:DescribeLaunchTemplateVersions");
}

internal sealed partial record Reason
{
    /// <summary>A launch template names it.</summary>
    public static Reason UsedByLaunchTemplate { get; } = new(nameof(UsedByLaunchTemplate), "the latest or default version of a launch template names it");
}
