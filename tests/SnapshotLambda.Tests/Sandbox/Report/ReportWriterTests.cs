using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Report;
using static SnapshotLambda.Tests.Sandbox.Report.ExampleRun;

namespace SnapshotLambda.Tests.Sandbox.Report;

public sealed class ReportWriterTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    public void Tells_the_cutoff_and_the_counts_of_each_policy(int width)
    {
        var policies = new[] { ("dev", 7, 600, 0), ("prod", 35, 12, 4) }.Select(policy => new PolicyResult(
            policy.Item1,
            Started.AddDays(-policy.Item2),
            new SnapshotCounts { Scanned = 2_000, WouldDelete = policy.Item3, WouldMark = policy.Item4, Kept = Virginia.Kept }));
        var report = ReportWriter.Plain(new ReportContent(DryRun with { Policies = [.. policies] }), width);

        Assert.Contains(
            """

                    Old enough if                             Would  Would  At most
            Policy  started before           Scanned   Kept  delete   mark      GiB
            dev     2026-11-15 03:00:07 UTC    2,000  3,388     600      0        0
            prod    2026-10-18 03:00:07 UTC    2,000  3,388      12      4        0

            """,
            report, StringComparison.Ordinal);
        Assert.DoesNotContain("Old enough  ", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_a_dry_run() => Assert.Equal(
        """
        SnapshotLambda: dry run, nothing is changed
        Account     111122223333 (sandbox)
        Region      us-east-1
        Old enough  started before 2026-10-23 03:00:07 UTC (older than 30 days)
        Settings    dryRun true (payload)

                               In          Would  At most
        Region     Scanned  scope   Kept  delete      GiB
        us-east-1    4,000  3,993  3,388     612   12,346

         Kept  because
        3,261  TooYoung        started too late
          120  NewestOfVolume
            7  TagExcluded

                                                                   at most
        Oldest to be deleted    started     volume                     GiB  region
        snap-0aaaaaaaaaaaaaaaa  2026-01-26  vol-0aaaaaaaaaaaaaaaa       12  us-east-1
        snap-0bbbbbbbbbbbbbbbb  2026-05-06  -                            8  us-east-1

        Would free at most 12.1 TiB (snapshots share blocks; the bill falls by less).
        Succeeded (exit code 0): Dry run: 612 of 4,000 snapshots would be deleted.
        Nothing was deleted. To delete: invoke it with "dryRun": false.

        To go on:
          command

        """,
        ReportWriter.Plain(new ReportContent(DryRun)
        {
            Explanations = new Dictionary<string, string> { ["TooYoung"] = "started too late" },
            GoOn = [("command", "To go on")],
        }),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Tells_a_real_run_of_several_accounts_with_failures()
    {
        RegionResult ireland = new()
        {
            Account = "444455556666",
            Region = "eu-west-1",
            Status = RegionStatus.PartiallyFailed,
            Reason = "DeletionsFailed",
            Message = "1 deletion failed for good.",
            Fence = "verified",
            FenceOmits = ["tag team*"],
            SkippedGuards = ["locks"],
            Scanned = 10,
            InScope = 10,
            Deleted = 4,
            Marked = 1,
            AlreadyGone = 1,
            Failed = 1,
            NotAttempted = 2,
            Remaining = 2,
            Kept = new Dictionary<string, int> { ["TooYoung"] = 1 },
            Failures = [new SnapshotFailure(
                "snap-0cccccccccccccccc",
                "InvalidParameterValue",
                "A message that is long enough to be wrapped into more than one line of the table's last column.",
                "r-1",
                1)],
        };
        var virginia = Virginia with { WouldDelete = null, Deleted = 612 };
        var report = ReportWriter.Plain(new ReportContent(DryRun with
        {
            DryRun = false,
            Status = RunStatus.PartiallyFailed,
            NextStep = "See the failures.",
            Regions = [virginia, ireland],
            Totals = TotalsOf(virginia, ireland),
        })
        { Deliveries = 2, Where = "AWS" });
        Assert.StartsWith(
            """
            SnapshotLambda: real run
            Accounts    111122223333, 444455556666 (AWS)
            Old enough  started before 2026-10-23 03:00:07 UTC (older than 30 days)
            Fence       off, verified
            Settings    dryRun true (payload)
            Delivered   2 times to one process; this is the last result

            """.ReplaceLineEndings("\n"),
            report,
            StringComparison.Ordinal);
        var lines = report.Split('\n');
        Assert.Equal("111122223333", lines[9]);
        Assert.Matches("^  us-east-1 +Succeeded +4,000 +3,388 +612 +0 +0 +0 +0 +12,346$", lines[10]);
        Assert.Equal("444455556666", lines[11]);
        Assert.Matches("^  eu-west-1 +PartiallyFailed +10 +1 +4 +1 +1 +1 +2 +0$", lines[12]);
        Assert.Matches("^Total +4,010 +3,389 +616 +1 +1 +1 +2 +12,346$", lines[13]);
        Assert.Contains(
            """
            Failed
            snap-0cccccccccccccccc  in eu-west-1 of 444455556666: InvalidParameterValue after 1 try. A message
                                    that is long enough to be wrapped into more than one line of the table's
                                    last column.

            Notes
            -  eu-west-1 of 444455556666: PartiallyFailed (DeletionsFailed): 1 deletion failed for good.
            -  eu-west-1 of 444455556666: Guards left out by skipGuards: locks
            -  eu-west-1 of 444455556666: Not held by AWS itself, only by this tool's rules: tag team*
            """.ReplaceLineEndings("\n"),
            report,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "PartiallyFailed (exit code 3): Dry run: 612 of 4,000 snapshots would be deleted.\nSee the failures.\n",
            report,
            StringComparison.Ordinal);
        Assert.All(report.Split('\n'), line => Assert.True(line.Length <= ReportWriter.PlainWidth && line == line.TrimEnd(), line));
        Assert.DoesNotContain("…", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_no_markup_as_markup() =>
        Assert.Contains(
            "[red]not a colour[/]",
            ReportWriter.Plain(new ReportContent(DryRun with { Message = "[red]not a colour[/]" })),
            StringComparison.Ordinal);

    [Fact]
    public void Says_first_that_a_real_run_would_be_refused_and_nowhere_that_it_would_free_anything()
    {
        var refused = Virginia with { WouldRefuse = true, Message = "A real run would be refused: too much." };
        var report = ReportWriter.Plain(
            new ReportContent(DryRun with { AtMost = "nothing", Regions = [refused], Message = refused.Message, NextStep = "Look." }));

        Assert.StartsWith(
            "SnapshotLambda: dry run. A real run would delete nothing\nA real run would be refused: too much.\nAccount ",
            report,
            StringComparison.Ordinal);
        Assert.Matches(@"\nus-east-1 +4,000 +3,993 +3,388 +- +-\n", report);
        Assert.EndsWith(
            "\nSucceeded (exit code 0): the dry run did, but a real run would be Refused (exit code 5).\nLook.\n",
            report,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Would free", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Oldest to be deleted", report, StringComparison.Ordinal);
        Assert.Equal(1, report.Split("too much").Length - 1);
    }

    [Fact]
    public void Counts_of_a_dry_run_that_would_be_refused_in_a_region_only_what_would_go_elsewhere()
    {
        var refused = Virginia with
        {
            Region = "eu-west-1",
            WouldRefuse = true,
            Reason = "MaxDeletePercent",
            Message = "A real run would be refused: too much.",
        };
        var report = ReportWriter.Plain(
            new ReportContent(DryRun with { Regions = [Virginia, refused], Totals = TotalsOf(Virginia, refused) }));

        Assert.StartsWith(
            "SnapshotLambda: dry run. A real run would delete nothing in 1 of 2 regions\neu-west-1: A real run would be refused: too much.\n",
            report,
            StringComparison.Ordinal);
        Assert.Matches(@"\nTotal +8,000 +7,986 +6,776 +612 +12,346\n", report);
        Assert.Contains("\nWould free at most 12.1 TiB", report, StringComparison.Ordinal);
        Assert.Contains("\n-  eu-west-1: A real run would be refused (MaxDeletePercent).\n", report, StringComparison.Ordinal);
        Assert.Contains(
            "a real run would be Refused (exit code 5) in 1 of 2 regions.", report.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_each_note_once_and_where_and_shows_a_failed_account_as_failed()
    {
        string[] accounts = ["111122223333", "222233334444", "333344445555"],
            regions = ["us-east-1", "us-west-2", "eu-west-1", "eu-west-2", "ap-south-1"];
        RegionResult[] all = [.. accounts.SelectMany(account => regions.Select(region => Virginia with
        {
            Account = account,
            Region = region,
            FenceOmits = ["aws:*"],
            PlanDigest = "d",
            SkippedGuards = account == accounts[1] && region != "us-east-1" ? ["locks"] : [],
        }))];
        all = [.. all.Select(region => region.Account != accounts[2] ? region : region with
        {
            Status = RegionStatus.Failed,
            Reason = "AccessDenied",
            Message = "The role could not be assumed. " + new string('x', 60),
            PlanDigest = null,
            Scanned = 0,
            InScope = 0,
            WouldDelete = 0,
            FullSizeBytes = 0,
            Sample = [],
            Kept = new Dictionary<string, int>(),
        })];
        var report = ReportWriter.Plain(new ReportContent(DryRun with
        {
            Regions = all,
            Totals = TotalsOf(all),
            Status = RunStatus.Failed,
            Message = $"6,120 would be deleted. us-east-1 of 333344445555: {all[^1].Message}",
        }));

        Assert.Equal(
            [
                "-  all 15 regions: Not held by AWS itself, only by this tool's rules: aws:*",
                "-  us-west-2, eu-west-1, eu-west-2, ap-south-1 of 222233334444: Guards left out by skipGuards: locks",
                "-  all 5 regions of 333344445555: Failed (AccessDenied): The role could not be assumed.",
            ],
            report.Split('\n').Where(line => line.StartsWith("-  ", StringComparison.Ordinal)));
        Assert.Equal(5, report.Split('\n').Count(
            line => System.Text.RegularExpressions.Regex.IsMatch(line, "^333344445555 +[a-z0-9-]+ +Failed( +-)+$")));
        Assert.Contains("us-east-1 of 333344445555: see its note.\n", report, StringComparison.Ordinal);
        Assert.Matches("\nsnap-0aaaaaaaaaaaaaaaa  2026-01-26  vol-0aaaaaaaaaaaaaaaa       12  us-east-1 +111122223333\n", report);
    }

    [Fact]
    public void Leaves_out_what_a_narrow_console_has_no_room_for_and_breaks_no_id()
    {
        var sydney = Virginia with { Region = "ap-southeast-2" };
        var report = ReportWriter.Plain(new ReportContent(DryRun with { Regions = [sydney] }), 80);

        Assert.Contains("snap-0aaaaaaaaaaaaaaaa  2026-01-26       12  ap-southeast-2\n", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Breaks_the_status_where_the_console_ends(int width)
    {
        var report = ReportWriter.Plain(
            new ReportContent(DryRun with { Message = string.Join(' ', Enumerable.Repeat("word", 60)) }), width);

        string[] lines = [.. report.Split('\n')
            .SkipWhile(line => !line.StartsWith("Succeeded (exit", StringComparison.Ordinal))
            .TakeWhile(line => !line.StartsWith("Nothing was", StringComparison.Ordinal))];
        Assert.All(lines[..^1], line => Assert.InRange(line.Length, width - 5, width));
    }

    [Fact]
    public void Shows_one_error_a_line_whatever_a_value_holds()
    {
        var report = ReportWriter.Plain(new ReportContent(DryRun with
        {
            Status = RunStatus.InvalidConfiguration,
            Regions = [],
            Errors = ["a: 1 | 2", "b: \"x | y\""],
            Message = "a: 1 | 2 | b: \"x | y\"",
        }));

        Assert.StartsWith("SnapshotLambda: nothing was done\n", report, StringComparison.Ordinal);
        Assert.Contains(
            "InvalidConfiguration (exit code 2): 2 things are wrong with the event or the settings.\n-  a: 1 | 2\n-  b: \"x | y\"\n",
            report,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_a_result_is_a_remembered_one() => Assert.StartsWith(
        "SnapshotLambda: the remembered result of an earlier delivery; nothing was done again\n",
        ReportWriter.Plain(new ReportContent(DryRun with { DryRun = false, Replayed = true })),
        StringComparison.Ordinal);
}
