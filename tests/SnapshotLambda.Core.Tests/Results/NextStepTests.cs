using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class NextStepTests
{
    private static readonly RegionResult Fine = Region("us-east-1", RegionStatus.Succeeded);
    private static readonly RegionResult Late = Region("us-east-2", RegionStatus.Incomplete, StopReason.Deadline);
    private static readonly RegionResult Broken = Region("us-west-1", RegionStatus.PartiallyFailed, "ExpiredToken");
    private static readonly RegionResult Unbinned = Region("us-west-2", RegionStatus.PartiallyFailed, StopReason.NotInRecycleBin);
    private static readonly RegionResult TooLarge = Region("eu-west-1", RegionStatus.Refused, StopReason.MaxDeletePercent);
    private static readonly RegionResult Refused = Region("eu-west-2", RegionStatus.Refused, "FenceRefused");
    private static readonly RegionResult Failed = Region("eu-west-3", RegionStatus.Failed, "Unread");

    [Fact]
    public void Is_that_for_the_worst_that_happened()
    {
        Assert.Null(After(Fine));
        Assert.Equal(
            "Nothing: the next scheduled run carries on, oldest first. If this goes on for days, raise the limit that the message names.",
            After(Fine, Late));
        Assert.Equal("Put right what us-west-1 reports: a next run carries on.", After(Fine, Late, Broken));
        Assert.Equal(
            """Create a Recycle Bin rule for EBS snapshots with the tag snapshot-lambda:retired=true in us-west-2, give it some minutes and run again; or set recycleBin to off.""",
            After(Fine, Late, Broken, Unbinned));
        Assert.Equal(
            "Look at a dry run's report, then approve its plan (approvedRun), raise maxDeletePercent or lower maxDeletions.",
            After(Fine, Late, Broken, Unbinned, TooLarge));
        Assert.Equal(
            "Do what eu-west-2 asks for and run again: nothing was deleted there.", After(Fine, Late, Broken, Unbinned, TooLarge, Refused));
        Assert.Equal(
            "Mend what eu-west-3 reports and run again: the other regions were not held up.",
            After(Fine, Late, Broken, Unbinned, TooLarge, Refused, Failed));
    }

    [Fact]
    public void Sends_to_the_failures_where_there_are_any() =>
        Assert.Equal(
            "Read the failures: a next run tries those snapshots again.",
            After(Broken with { Failed = 1, Reason = StopReason.DeletionsFailed }));

    [Fact]
    public void Sends_to_the_fault_that_others_would_meet_before_the_failures() =>
        Assert.Equal("Put right what us-west-1 reports: a next run carries on.", After(Broken with { Failed = 1 }));

    [Fact]
    public void Speaks_of_other_regions_only_where_there_are_some_that_went_on()
    {
        Assert.Equal("Mend what eu-west-3 reports and run again.", After(Failed));
        Assert.Equal("Mend what eu-west-3 reports and run again.", After(Failed, Failed with { Region = "eu-west-9" }));
    }

    [Fact]
    public void Sends_to_the_endpoint_first_where_one_did_what_it_was_only_asked_about()
    {
        var ignored = Failed with { Region = "eu-west-9", Reason = FaultCode.DryRunIgnored };

        Assert.Equal(
            "Before anything else is run, see that eu-west-9 is asked at EC2's own endpoint, and that nothing on the way changes requests: look at AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_EC2 and the proxies.",
            After(Failed, ignored));
    }

    [Fact]
    public void Names_a_region_s_account_where_there_are_several()
    {
        var elsewhere = Fine with { Account = "444455556666" };

        Assert.StartsWith("Mend what eu-west-3 of 111122223333 reports", After(elsewhere, Failed), StringComparison.Ordinal);
        Assert.StartsWith("Do what eu-west-2 of 111122223333 asks for", After(Refused, elsewhere), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 2, 3, """Nothing was deleted. Read what would go; to delete it, run again with dryRun false.""")]
    [InlineData(
        true,
        0,
        3,
        """Nothing was marked. To mark what would be, run again with dryRun false; what is still a candidate when its mark has passed is deleted.""")]
    [InlineData(true, 0, 0, null)]
    [InlineData(
        false,
        2,
        3,
        "Nothing: what is still a candidate when its mark has passed is deleted. To keep a snapshot, give it the tag DoNotDelete.")]
    [InlineData(false, 2, 0, null)]
    [InlineData(false, 0, 0, null)]
    public void After_a_success_goes_by_what_was_or_would_be_done(bool dryRun, int deletions, int marks, string? expected)
    {
        var totals = dryRun
            ? new Totals { WouldDelete = deletions, WouldMark = marks }
            : new Totals { Deleted = deletions, Marked = marks };

        Assert.Equal(expected, NextStep.After([Fine], totals, dryRun));
    }

    private static string? After(params RegionResult[] regions) =>
        NextStep.After(regions, Totals.Of(regions, dryRun: false), dryRun: false);

    private static RegionResult Region(string name, RegionStatus status, string? reason = null) =>
        new() { Account = "111122223333", Region = name, Status = status, Reason = reason, Message = "Why.", Fence = "off" };
}
