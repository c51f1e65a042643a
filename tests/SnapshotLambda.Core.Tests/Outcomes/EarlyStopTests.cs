using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Core.Tests.Outcomes;

public sealed class EarlyStopTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "no", "req-1", 403);
    private static readonly AwsError Broken = new(ErrorClass.Permanent, "InvalidParameterValue", "no", "req-1", 400);

    [Fact]
    public void What_passes_by_itself_is_no_fault()
    {
        Assert.Equal(("Cap", "maxDeletions is reached", false), Parts(EarlyStop.Cap));
        Assert.Equal(("Deadline", "the time limit came near", false), Parts(EarlyStop.Deadline));
        Assert.Equal(("Throttled", "EC2 refused for too many requests", false), Parts(EarlyStop.Throttled));
        Assert.Equal(
            ("RecycleBinUnchecked", "the time limit came before snap-1 could be looked up in the Recycle Bin", false),
            Parts(EarlyStop.RecycleBinUnchecked("snap-1")));
    }

    [Fact]
    public void What_a_next_run_would_meet_again_is_a_fault_and_says_what_to_grant_where_that_helps()
    {
        Assert.Equal(("ExpiredToken", "every further call would meet ExpiredToken", true), Parts(EarlyStop.Systemic("ExpiredToken")));
        Assert.Equal(
            ("UnauthorizedOperation", "ec2:CreateTags met UnauthorizedOperation: grant ec2:CreateTags", true),
            Parts(EarlyStop.Tagging(Denied, "ec2:CreateTags")));
        Assert.Equal(
            ("InvalidParameterValue", "ec2:DeleteTags met InvalidParameterValue", true),
            Parts(EarlyStop.Tagging(Broken, "ec2:DeleteTags")));
        Assert.Equal(
            ("RecycleBinUnreadable",
                "snap-1 was deleted and the Recycle Bin could not be read (UnauthorizedOperation): grant ec2:ListSnapshotsInRecycleBin",
                true),
            Parts(EarlyStop.RecycleBinUnreadable("snap-1", isCertain: true, Denied)));
        Assert.Equal(
            ("RecycleBinUnreadable",
                "snap-1 may have been deleted and the Recycle Bin could not be read (InvalidParameterValue): check ec2:ListSnapshotsInRecycleBin",
                true),
            Parts(EarlyStop.RecycleBinUnreadable("snap-1", isCertain: false, Broken)));
    }

    [Theory]
    [InlineData(true, "snap-1 was deleted and is not in the Recycle Bin, so it is gone for good: ")]
    [InlineData(false, "snap-1 may have been deleted and is not in the Recycle Bin, so it may be gone for good: ")]
    public void A_snapshot_that_is_not_in_the_Recycle_Bin_is_a_fault_of_its_rules_and_no_more_certain_than_known(
        bool isCertain, string what) =>
        Assert.Equal(
            ("NotInRecycleBin",
                $"{what}the region lacks a Recycle Bin rule for EBS snapshots with the tag snapshot-lambda:retired=true",
                true),
            Parts(EarlyStop.NotInRecycleBin("snap-1", isCertain)));

    private static (string?, string?, bool) Parts(EarlyStop stop) => (stop.Reason, stop.Clause, stop.IsFault);
}
