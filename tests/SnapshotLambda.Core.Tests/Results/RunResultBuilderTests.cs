using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class RunResultBuilderTests
{
    private static readonly RunResultBuilder Report = new(
        "run-1", DryRun: false, DateTimeOffset.UnixEpoch)
    {
        FinishedAt = DateTimeOffset.UnixEpoch.AddSeconds(5),
    };
    private static readonly RunResultBuilder Dry = Report with { DryRun = true };

    private static RegionResult Region(string name, RegionStatus status, string? reason = null) =>
        new RegionResultBuilder("111122223333", name, DryRun: false, [])
            .NotPlanned(status, reason ?? "", $"{status}.") with
        {
            Reason = reason,
        };

    [Theory]
    [InlineData(RegionStatus.Succeeded, RegionStatus.Succeeded, RunStatus.Succeeded, 0)]
    [InlineData(RegionStatus.Succeeded, RegionStatus.NotAllowed, RunStatus.Succeeded, 0)]
    [InlineData(RegionStatus.Incomplete, RegionStatus.Succeeded, RunStatus.Incomplete, 4)]
    [InlineData(RegionStatus.Incomplete, RegionStatus.PartiallyFailed, RunStatus.PartiallyFailed, 3)]
    [InlineData(RegionStatus.Refused, RegionStatus.PartiallyFailed, RunStatus.Refused, 5)]
    [InlineData(RegionStatus.Refused, RegionStatus.Failed, RunStatus.Failed, 1)]
    [InlineData(RegionStatus.NotAllowed, RegionStatus.NotAllowed, RunStatus.Failed, 1)]
    public void Takes_the_worst_region_for_its_status(RegionStatus one, RegionStatus two, RunStatus expected, int exitCode)
    {
        var result = Report.Of([Region("us-east-1", one), Region("eu-west-1", two)]);

        Assert.Equal((expected, exitCode), (result.Status, result.ExitCode));
    }

    [Fact]
    public void Names_the_worst_region_and_its_reason()
    {
        var result = Report.Of([Region("us-east-1", RegionStatus.Succeeded), Region("eu-west-1", RegionStatus.Failed, "Why")]);

        Assert.Equal("Why", result.Reason);
        Assert.Contains("eu-west-1", result.Message, StringComparison.Ordinal);
        Assert.NotNull(result.NextStep);
    }

    // EventBridge puts it into a digest's text, and escapes nothing.
    [Fact]
    public void Quotes_AWS_without_what_would_break_a_text()
    {
        var region = Region("us-east-1", RegionStatus.Failed) with { Message = "It says \"no\" to \\ and\n\t\u0001." };

        Assert.Equal("It says 'no' to / and   .", Report.Of([region]).Message);
        Assert.Equal("It says \"no\" to \\ and\n\t\u0001.", Report.Of([region]).Regions[0].Message);
    }

    [Fact]
    public void Names_the_reason_of_a_dry_run_that_a_real_one_would_be_refused_for()
    {
        var fine = Region("us-east-1", RegionStatus.Succeeded);
        var tooLarge = Region("eu-west-1", RegionStatus.Succeeded, StopReason.MaxDeletePercent) with
        {
            Message = "A real run would be refused.",
            WouldRefuse = true,
            Scanned = 40,
            WouldDelete = 30,
        };

        var result = Dry.Of(
            [fine with { Scanned = 10, WouldDelete = 2 }, tooLarge, Region("us-west-1", RegionStatus.Succeeded) with { Scanned = 5 }]);

        Assert.Equal((RunStatus.Succeeded, "MaxDeletePercent"), (result.Status, result.Reason));
        Assert.Equal(
            "A real run would delete nothing in 1 of 3 regions. eu-west-1: A real run would be refused. Elsewhere 2 of 15 snapshots would be deleted.",
            result.Message);
        Assert.Equal(
            "A real run would delete nothing. eu-west-1: A real run would be refused.",
            Dry.Of([tooLarge, tooLarge with { Region = "us-east-1" }]).Message);
    }

    [Fact]
    public void Says_of_approved_ids_that_no_region_holds_that_nobody_can_tell_why_and_counts_them_outside_the_sum()
    {
        var region = Region("us-east-1", RegionStatus.Succeeded);

        var result = Report.Of([region], approvedUnknown: 1_200);

        Assert.Equal((RunStatus.Succeeded, 1_200, 0), (result.Status, result.Totals.ApprovedUnknown, result.Totals.Scanned));
        Assert.True(result.Totals.AddUp);
        Assert.Equal(
            "Succeeded. Approved, and in no region of this run: 1,200; whether deleted before or never there cannot be told.",
            result.Message);
        Assert.Equal(
            ("Succeeded.", 0),
            (Report.Of([region], approvedUnknown: 0).Message, Report.Of([region], approvedUnknown: 0).Totals.ApprovedUnknown));
        Assert.Null(Report.Of([region]).Totals.ApprovedUnknown);
    }

    [Theory]
    [InlineData(false, 3, 2, "Deleted 3 of 1,200 snapshots in 2 regions; marked 2.")]
    [InlineData(false, 3, 0, "Deleted 3 of 1,200 snapshots in 2 regions.")]
    [InlineData(true, 3, 2, "3 of 1,200 snapshots in 2 regions would be deleted; would be marked: 2.")]
    [InlineData(true, 3, 0, "3 of 1,200 snapshots in 2 regions would be deleted.")]
    public void Sums_regions_up_in_one_sentence(bool dryRun, int deletions, int marks, string message)
    {
        var region = Region("us-east-1", RegionStatus.Succeeded) with { Scanned = 600 };
        var first = dryRun
            ? region with { WouldDelete = deletions, WouldMark = marks }
            : region with { Deleted = deletions, Marked = marks };

        Assert.Equal(message, (dryRun ? Dry : Report).Of([first, region with { Region = "eu-west-1" }]).Message);
    }

    [Fact]
    public void Adds_what_the_worst_region_says_and_says_only_that_of_one_alone()
    {
        var failed = Region("eu-west-1", RegionStatus.Failed, "Why");

        Assert.Equal(
            "Deleted 0 of 0 snapshots in 2 regions. eu-west-1: Failed.",
            Report.Of([Region("us-east-1", RegionStatus.Succeeded), failed]).Message);
        Assert.Equal("Failed.", Report.Of([failed]).Message);
    }

    [Fact]
    public void Fails_for_an_account_of_which_every_region_is_denied_and_says_what_to_grant()
    {
        var denied = Region("eu-west-1", RegionStatus.NotAllowed) with { Account = "444455556666", Message = "UnauthorizedOperation." };

        var result = Report.Of([Region("us-east-1", RegionStatus.Succeeded), denied, denied with { Region = "eu-west-2" }]);

        Assert.Equal((RunStatus.Failed, "NotAllowed"), (result.Status, result.Reason));
        Assert.Equal("Every region is denied. eu-west-1 of 444455556666: UnauthorizedOperation.", result.Message);
        Assert.Equal("Grant ec2:DescribeSnapshots to the function's role, or to that account's.", result.NextStep);
    }

    [Fact]
    public void Has_a_digest_of_the_plans_that_stood_and_of_where_they_stood()
    {
        var (one, two) = (Region("us-east-1", RegionStatus.Succeeded) with { PlanDigest = "1a" },
            Region("eu-west-1", RegionStatus.Succeeded) with { PlanDigest = "2b" });
        var unread = Region("us-west-1", RegionStatus.Failed);

        Assert.Equal(Plan.DigestOf(["111122223333/us-east-1/1a", "111122223333/eu-west-1/2b"]), Report.Of([one, two]).PlanDigest);
        Assert.Equal(Report.Of([one, two]).PlanDigest, Report.Of([two, unread, one]).PlanDigest);
        Assert.NotEqual(
            Report.Of([one, two]).PlanDigest, Report.Of([one with { Region = "eu-west-1" }, two with { Region = "us-east-1" }]).PlanDigest);
        Assert.Null(Report.Of([unread]).PlanDigest);
    }

    [Fact]
    public void Has_the_exit_codes_of_the_contract() =>
        Assert.Equal(
            [
                (0, "Succeeded"), (1, "Failed"), (2, "InvalidConfiguration"), (3, "PartiallyFailed"), (4, "Incomplete"), (5, "Refused"),
                (6, "AlreadyRunning"),
            ],
            Enum.GetValues<RunStatus>().Select(status => ((int)status, status.ToString())));
}
