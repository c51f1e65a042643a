using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Tests.Model;

/// <summary>Which snapshots a report shows, by what it sums them up, and which files it takes.</summary>
public sealed class RunReportTests
{
    [Fact]
    public void Volumes_with_what_goes_stand_first_and_the_oldest_of_them_first_of_all()
    {
        var report = Open(
            PlanText.Kept("snap-k", days: 900) with { VolumeId = "vol-kept" },
            PlanText.Going("snap-2", days: 100) with { VolumeId = "vol-b" },
            PlanText.Going("snap-1", days: 200) with { VolumeId = "vol-a" },
            PlanText.Kept("snap-3", days: 300) with { VolumeId = "vol-a" });

        Assert.Equal(["vol-a", "vol-b", "vol-kept"], report.Volumes.Select(volume => volume.Key.Id));
        Assert.Equal(["snap-1", "snap-3"], report.Volumes[0].Rows.Select(row => row.Snapshot.Id));
    }

    [Fact]
    public void Copies_are_of_no_volume()
    {
        var report = Open(PlanText.Going("snap-1") with { IsCopy = true, VolumeId = "vol-ffffffff" });

        Assert.Null(Assert.Single(report.Volumes).Key.Id);
    }

    [Fact]
    public void Of_too_many_it_shows_all_that_go_and_the_history_of_their_volumes_before_others()
    {
        const int others = RunReport.MostRows;
        var report = Open(
        [
            .. Enumerable.Range(0, others).Select(i => PlanText.Kept($"snap-other-{i}", days: 1000) with { VolumeId = "vol-other" }),
            PlanText.Kept("snap-history"),
            PlanText.Going("snap-goes"),
        ]);

        Assert.Equal(["snap-goes", "snap-history"], report.Volumes[0].Rows.Select(row => row.Snapshot.Id));
        Assert.Equal(RunReport.MostRows, report.Volumes.Sum(volume => volume.Rows.Count));
        Assert.Equal(2, report.Sums.Total[PlanDecision.Keep].Count - report.Shown[PlanDecision.Keep].Count);
    }

    [Fact]
    public void Of_too_many_that_go_it_shows_the_oldest()
    {
        var report = Open([.. Enumerable.Range(0, RunReport.MostRows + 5).Select(i => PlanText.Going($"snap-{i}", days: i + 31))]);

        Assert.Equal(RunReport.MostRows, report.Shown.All.Count);
        Assert.DoesNotContain("snap-4", report.Volumes[0].Rows.Select(row => row.Snapshot.Id));
    }

    [Fact]
    public void It_holds_no_more_rows_than_it_shows_however_large_the_plan_is()
    {
        var rows = new FirstRows(limit: 3);
        for (var i = 0; i < 100_000; i++)
        {
            var snapshot = PlanText.Going("snap", days: i % 100);
            rows.Offer(PlanText.Header, snapshot, RowRank.Of(snapshot, i));
            Assert.True(rows.Count <= 3);
        }

        Assert.All(rows.Rows, row => Assert.Equal(99, row.AgeDays));
    }

    [Fact]
    public void Texts_of_others_beyond_a_thousand_are_summed_up_together()
    {
        var sums = new BoundedSums<Fates>(1_000, () => new Fates());
        for (var i = 0; i < 5_000; i++) sums.For($"text {i}").Add(PlanDecision.Keep, new Amount(1, 0, 0, 0));

        Assert.Equal(1_000, sums.Sums.Count);
        Assert.Equal(4_000, sums.Others!.All.Count);
    }

    [Fact]
    public void A_row_holds_its_name_and_owner_among_few_of_many_tags()
    {
        var snapshot = PlanText.Going("snap-1") with
        {
            Tags = [.. Enumerable.Range(0, 48).Select(i => new Tag($"key{i}", "x")), new Tag("Owner", "payments"), new Tag("Name", "db")],
        };

        var row = Open(snapshot).Volumes[0].Rows[0];

        Assert.Equal(ReportRow.MostTags, row.Tags.Count);
        Assert.Equal("db", row.Name);
        Assert.Contains(new Tag("Owner", "payments"), row.Tags);
        Assert.Equal(50 - ReportRow.MostTags, row.TagsLeftOut);
    }

    [Theory]
    [InlineData("Owner", "Owner", "Owner", "env")]
    [InlineData("team", "team", "Environment")]
    [InlineData("Project", "Project", "Project", "Project", "Owner")]
    [InlineData("cost-center", "cost-center", "Stack")]
    [InlineData(null, "Name", "Stack")]
    public void The_tag_of_owners_is_a_frequent_one_by_which_people_name_them(string? expected, params string[] keys)
    {
        var report = Open([.. keys.Select((key, i) => PlanText.Going($"snap-{i}") with { Tags = [new Tag(key, "x")] })]);

        Assert.Equal(expected, report.Owners?.Key);
    }

    [Fact]
    public void It_groups_by_frequent_keys_of_people_and_the_owners_first()
    {
        var report = Open(
            PlanText.Going("snap-1") with { Tags = [new("Name", "a"), new("Stage", "dev"), new("aws:x", "a"), new("Owner", "b")] },
            PlanText.Going("snap-2") with { Tags = [new("Stage", "dev"), new("Zone", "a")] });

        Assert.Equal(["Owner", "Stage", "Zone"], report.GroupKeys);
    }

    [Theory]
    [InlineData("2026-11-27T03:00:00Z", 0)]
    [InlineData("2026-10-27T03:00:00Z", 1)]
    [InlineData("2026-10-27T03:00:01Z", 0)]
    [InlineData("2025-11-28T00:00:00Z", 11)]
    [InlineData("2026-12-01T00:00:00Z", 0)]
    [InlineData("2001-01-01T00:00:00Z", MonthAge.Oldest)]
    public void Ages_are_whole_months(string start, int months) =>
        Assert.Equal(months, MonthAge.Of(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), PlanText.Now));

    [Fact]
    public void Dollars_leave_out_regions_without_a_price_and_say_which()
    {
        var report = RunReport.Open(
            [
                PlanText.Of(PlanText.Header with { PricePerGiBMonth = 0.05m }, [PlanText.Going("snap-1")]),
                PlanText.Of(PlanText.Header with { Region = "sa-east-1" }, [PlanText.Going("snap-2")]),
            ],
            null);

        Assert.Equal(new Amount(2, 16L << 30, 0.4m * (1L << 30), 1), report.Sums.Total[PlanDecision.Delete]);
        Assert.Equal(["sa-east-1"], report.UnpricedRegions);
    }

    [Fact]
    public void Without_any_price_no_region_lacks_one() => Assert.Empty(Open(PlanText.Going("snap-1")).UnpricedRegions);

    [Fact]
    public void Plans_of_two_runs_are_no_run()
    {
        var fault = Assert.Throws<InvalidPlanException>(() => RunReport.Open(
            [PlanText.Of(), PlanText.Of(PlanText.Header with { RunId = "other", Region = "us-east-1" }, [])], null));

        Assert.Equal("The files are of several runs, 2026-11-27-8f14e45f and other. Name the folder of one run.", fault.Message);
    }

    [Fact]
    public void A_result_of_another_run_is_none_of_these_plans() =>
        Assert.Throws<InvalidPlanException>(
            () => RunReport.Open([PlanText.Of()], Results.ExampleResults.Succeeded with { RunId = "other" }));

    [Fact]
    public void Two_plans_of_one_region_are_an_error()
    {
        var fault = Assert.Throws<InvalidPlanException>(() => RunReport.Open([PlanText.Of(), PlanText.Of()], null));

        Assert.Contains("eu-west-1 of account 111122223333", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_deletion_is_told_on_its_row()
    {
        var report = RunReport.Open(
            [PlanText.Of(PlanText.Going("snap-1"), PlanText.Going("snap-2"))], Results.ExampleResults.Failing("snap-2"));

        Assert.Equal(["snap-2"], report.Volumes[0].Rows.Where(row => row.Failure is not null).Select(row => row.Snapshot.Id));
        Assert.Equal(RunStatus.PartiallyFailed, report.Result!.Status);
    }

    private static RunReport Open(params PlannedSnapshot[] snapshots) => RunReport.Open([PlanText.Of(snapshots)], null);
}
