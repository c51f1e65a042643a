using System.Text.Json;
using SnapshotLambda.Core;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.Tests;

public sealed class ReportWriterTests
{
    private static readonly DateTimeOffset Started = new(2026, 11, 22, 3, 0, 7, TimeSpan.Zero);

    private static readonly RegionResult Virginia = new()
    {
        Account = "111122223333",
        Region = "us-east-1",
        Status = RegionStatus.Succeeded,
        Message = "612 snapshots would be deleted.",
        Fence = "off",
        Scanned = 4_000,
        InScope = 3_993,
        WouldDelete = 612,
        Kept = new Dictionary<string, int> { ["NewestOfVolume"] = 120, ["TooYoung"] = 3_261, ["TagExcluded"] = 7 },
        FullSizeBytes = (12_345L << 30) + 1,
        Sample =
        [
            new SampledSnapshot("snap-0aaaaaaaaaaaaaaaa", Started.AddDays(-300), "vol-0aaaaaaaaaaaaaaaa", 100),
            new SampledSnapshot("snap-0bbbbbbbbbbbbbbbb", Started.AddDays(-200), null, 8),
        ],
    };

    private static readonly RunResult DryRun = new()
    {
        Status = RunStatus.Succeeded,
        Message = "Dry run: 612 of 4,000 snapshots would be deleted.",
        RunId = "5d3c",
        DryRun = true,
        ReferenceTime = Started,
        Cutoff = Started.AddDays(-30),
        StartedAt = Started,
        FinishedAt = Started.AddSeconds(2),
        Settings = new Dictionary<string, EffectiveSetting>
        {
            ["maxAgeDays"] = new(JsonSerializer.SerializeToElement(30), "default"),
            ["dryRun"] = new(JsonSerializer.SerializeToElement(true), "payload"),
        },
        Totals = TotalsOf(Virginia),
        Regions = [Virginia],
    };

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

        Oldest to be deleted    started     volume                 GiB  region
        snap-0aaaaaaaaaaaaaaaa  2026-01-26  vol-0aaaaaaaaaaaaaaaa  100  us-east-1
        snap-0bbbbbbbbbbbbbbbb  2026-05-06  -                        8  us-east-1

        Would free at most 12,346 GiB (snapshots share blocks; the bill falls by less).
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
            Failures = [new DeletionFailure("snap-0cccccccccccccccc", "InvalidParameterValue", "A message that is long enough to be wrapped into more than one line of the table's last column.", "r-1", 1)],
        };
        RegionResult virginia = Virginia with { WouldDelete = null, Deleted = 612 };
        string report = ReportWriter.Plain(new ReportContent(DryRun with
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
            Regions     us-east-1, eu-west-1
            Old enough  started before 2026-10-23 03:00:07 UTC (older than 30 days)
            Fence       off, verified
            Settings    dryRun true (payload)
            Delivered   2 times to one process; this is the last result

                                      In                                          Not             At most
            Region        Scanned  scope   Kept  Deleted  Marked  Gone  Failed  tried  Remaining      GiB
            111122223333
              us-east-1     4,000  3,993  3,388      612       0     0       0      0          0   12,346
            444455556666
              eu-west-1        10     10      1        4       1     1       1      2          2        0
            Total           4,010  4,003  3,389      616       1     1       1      2          2   12,346

            """.ReplaceLineEndings("\n"),
            report,
            StringComparison.Ordinal);
        Assert.Contains("eu-west-1  PartiallyFailed (DeletionsFailed): 1 deletion failed for good.", report, StringComparison.Ordinal);
        Assert.Contains("eu-west-1  Guards left out by skipGuards: locks", report, StringComparison.Ordinal);
        Assert.Contains("eu-west-1  Not held by AWS itself, only by this tool's rules: tag team*", report, StringComparison.Ordinal);
        Assert.EndsWith("PartiallyFailed (exit code 3): Dry run: 612 of 4,000 snapshots would be deleted.\nSee the failures.\n", report, StringComparison.Ordinal);
        Assert.All(report.Split('\n'), line => Assert.True(line.Length <= ReportWriter.PlainWidth && line == line.TrimEnd(), line));
        Assert.DoesNotContain("…", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_no_markup_as_markup() =>
        Assert.Contains("[red]not a colour[/]", ReportWriter.Plain(new ReportContent(DryRun with { Message = "[red]not a colour[/]" })), StringComparison.Ordinal);

    [Fact]
    public void Says_that_a_real_run_would_be_refused() => Assert.Contains(
        "us-east-1  A real run would refuse this plan: 612 snapshots would be deleted.",
        ReportWriter.Plain(new ReportContent(DryRun with { Regions = [Virginia with { WouldRefuse = true }] })),
        StringComparison.Ordinal);

    [Fact]
    public void Says_that_a_result_is_a_remembered_one() => Assert.StartsWith(
        "SnapshotLambda: the remembered result of an earlier delivery; nothing was done again\n",
        ReportWriter.Plain(new ReportContent(DryRun with { DryRun = false, Replayed = true })),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(RunStatus.InvalidConfiguration)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Refused)]
    [InlineData(RunStatus.AlreadyRunning)]
    [InlineData(RunStatus.Incomplete)]
    public void Survives_a_result_without_regions(RunStatus status)
    {
        var bare = new RunResult { Status = status, Message = "one\r\ntwo", RunId = "", DryRun = true, StartedAt = Started, FinishedAt = Started };
        RunResult read = ResultJson.TryRead(JsonSerializer.Serialize(bare, JsonSerializerOptions.Web))!;
        Assert.Equal(
            $"""
            SnapshotLambda: dry run, nothing is changed

            {status} (exit code {(int)status}): one two

            """,
            ReportWriter.Plain(new ReportContent(read)),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("<html>")]
    [InlineData("""{"status":"Perfect"}""")]
    public void Takes_nothing_else_for_a_result(string json) => Assert.Null(ResultJson.TryRead(json));

    [Fact]
    public void Reads_what_the_function_writes()
    {
        RunResult read = ResultJson.TryRead(JsonSerializer.Serialize(DryRun, JsonSerializerOptions.Web))!;
        Assert.Equal(ReportWriter.Plain(new ReportContent(DryRun)), ReportWriter.Plain(new ReportContent(read)));
    }

    public static TheoryData<string> Replies => [.. EveryReply.Select(reply => reply.GetType().Name)];

    [Theory]
    [MemberData(nameof(Replies))]
    public void Says_what_to_do_where_there_is_no_result(string kind)
    {
        string text = ReplyText.Of(EveryReply.First(reply => reply.GetType().Name == kind));
        Assert.InRange(text.Split(Environment.NewLine).Length, 2, 10);
    }

    private static IEnumerable<FunctionReply> EveryReply =>
    [
        new FunctionReply.Answered("{}"),
        new FunctionReply.Threw("Bang", "it broke", ["at Here"]),
        new FunctionReply.Exited(134, BeforeFirstEvent: true, ["boom"]),
        new FunctionReply.NeverAsked(TimeSpan.FromSeconds(30), []),
        new FunctionReply.TimedOut(TimeSpan.FromSeconds(900), ["still thinking"]),
    ];

    private static Totals TotalsOf(params RegionResult[] regions) => new()
    {
        Scanned = regions.Sum(region => region.Scanned),
        InScope = regions.Sum(region => region.InScope),
        Deleted = regions.Sum(region => region.Deleted),
        WouldDelete = regions.Sum(region => region.WouldDelete),
        Marked = regions.Sum(region => region.Marked),
        AlreadyGone = regions.Sum(region => region.AlreadyGone),
        Failed = regions.Sum(region => region.Failed),
        NotAttempted = regions.Sum(region => region.NotAttempted),
        Remaining = regions.Sum(region => region.Remaining),
        FullSizeBytes = regions.Sum(region => region.FullSizeBytes),
        Kept = regions.SelectMany(region => region.Kept).GroupBy(kept => kept.Key).ToDictionary(group => group.Key, group => group.Sum(kept => kept.Value)),
    };
}
