using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Core.Tests.Guards;

public sealed class GuardTests
{
    /// <summary>People write these names in <c>skipGuards</c>, and grant these actions.</summary>
    [Fact]
    public void Have_the_names_of_skipGuards_and_say_which_actions_reading_them_takes() =>
        Assert.Equal(
            [
                "backup",
                "lifecycleManager",
                "kubernetes",
                "recovery",
                "awsTags",
                "awsServices",
                "backupProducts",
                "images ec2:DescribeImages",
                "binnedImages ec2:ListImagesInRecycleBin",
                "launchTemplates ec2:DescribeLaunchTemplateVersions ec2:DescribeLaunchTemplates",
                "locks ec2:DescribeLockedSnapshots",
                "fastRestore ec2:DescribeFastSnapshotRestores",
                "tiering ec2:DescribeSnapshotTierStatus",
                "archive ec2:DescribeSnapshotTierStatus",
                "sharing ec2:DescribeSnapshots ec2:DescribeSnapshotAttribute",
            ],
            Guard.All.Select(guard => string.Join(' ', guard.Permissions.Prepend(guard.Name))));

    [Fact]
    public void Either_read_or_go_by_tags() =>
        Assert.All(Guard.All, guard => Assert.NotEqual(guard.Permissions.Count > 0, guard.TagKeys.Count > 0));
}
