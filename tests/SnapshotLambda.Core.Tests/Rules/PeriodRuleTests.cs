using System.Globalization;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

public sealed class PeriodRuleTests
{
    private static readonly PlanInputs Thinned = Given.NoFloor.Retaining(
        retention => retention with { Archived = ArchivedSnapshots.After90Days });

    [Fact]
    public void Keeps_the_newest_of_each_of_the_last_days_that_have_one()
    {
        var plan = Plan(
            retention => retention with { KeepDaily = 2 },
            "2026-01-01T05:00Z",
            "2026-01-05T01:00Z",
            "2026-01-05T23:59Z",
            "2026-01-09T12:00Z");

        Assert.Equal(["2026-01-01T05:00Z", "2026-01-05T01:00Z"], Ids(plan));
        Assert.Equal(Reason.KeptDaily, plan.WhyKept("2026-01-09T12:00Z"));
    }

    [Fact]
    public void Counts_a_week_over_New_Year_as_one()
    {
        string[] week53 = ["2020-12-28T00:00Z", "2020-12-31T10:00Z", "2021-01-01T10:00Z", "2021-01-03T23:59Z"];

        var plan = Plan(retention => retention with { KeepWeekly = 2 }, [.. week53, "2020-12-27T23:59Z", "2021-01-04T00:00Z"]);

        Assert.Equal(["2020-12-27T23:59Z", .. week53[..3]], Ids(plan).Order());
        Assert.Equal(Reason.KeptWeekly, plan.WhyKept("2021-01-03T23:59Z"));
    }

    [Fact]
    public void Names_the_week_of_this_New_Year_53()
    {
        var thursday = new DateTime(2026, 12, 31, 0, 0, 0, DateTimeKind.Utc);

        Assert.Equal((2026, 53), (ISOWeek.GetYear(thursday), ISOWeek.GetWeekOfYear(thursday)));
        Assert.Equal((2026, 53), (ISOWeek.GetYear(thursday.AddDays(3)), ISOWeek.GetWeekOfYear(thursday.AddDays(3))));
        var later = Thinned with { ReferenceTime = new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero) };
        string[] days = ["2026-12-27T12:00Z", "2026-12-28T12:00Z", "2027-01-01T12:00Z", "2027-01-03T12:00Z", "2027-01-04T12:00Z"];
        var plan = Given.Plan(later.Retaining(retention => retention with { KeepWeekly = 3 }), [.. days.Select(At)]);

        Assert.Equal(["2026-12-28T12:00Z", "2027-01-01T12:00Z"], Ids(plan));
    }

    [Fact]
    public void Gives_the_coarsest_period_as_the_reason_and_names_all()
    {
        var plan = Plan(
            retention => retention with { KeepDaily = 1, KeepWeekly = 1, KeepMonthly = 2, KeepYearly = 1 },
            "2026-02-27T12:00Z",
            "2026-03-31T12:00Z");

        Assert.Equal(Reason.KeptYearly, plan.WhyKept("2026-03-31T12:00Z"));
        Assert.Equal(Reason.KeptMonthly, plan.WhyKept("2026-02-27T12:00Z"));
        Assert.Equal(
            ["KeptYearly", "KeptMonthly", "KeptWeekly", "KeptDaily"],
            plan.PeriodsOf(plan.Decisions[1].Snapshot).Select(reason => reason.Name));
    }

    [Fact]
    public void Lets_the_counts_run_without_knowing_of_each_other()
    {
        var plan = Plan(retention => retention with { KeepDaily = 1, KeepMonthly = 1 }, "2026-02-01T12:00Z", "2026-02-02T12:00Z");

        Assert.Equal(["2026-02-01T12:00Z"], Ids(plan));
    }

    [Fact]
    public void Takes_a_standard_snapshot_of_a_period_before_an_archived_one_and_of_equals_the_later_id()
    {
        var day = At("2026-02-01T12:00Z");
        var archived = At("2026-02-01T18:00Z") with { Tier = StorageTier.Archive };
        var only = At("2026-01-15T18:00Z") with { Tier = StorageTier.Archive };

        var plan = Given.Plan(
            Thinned.Retaining(retention => retention with { KeepMonthly = 2 }),
            day with { Id = "a" },
            day with { Id = "b" },
            archived,
            only);

        Assert.Equal(["a", archived.Id], Ids(plan));
        Assert.Equal(Reason.KeptMonthly, plan.WhyKept(only.Id));
    }

    [Fact]
    public void Gives_nothing_that_another_tool_will_delete_the_place_of_an_archived_snapshot()
    {
        var archived = At("2026-02-01T18:00Z") with { Tier = StorageTier.Archive };
        var theirs = At("2026-02-01T12:00Z") with { Tags = [new Tag("DeleteAfter", "2030-01-01")] };

        var plan = Given.Plan(Thinned.Retaining(retention => retention with { KeepMonthly = 1 }), theirs, archived);

        Assert.Equal(Reason.KeptMonthly, plan.WhyKept(archived.Id));
    }

    [Fact]
    public void Holds_for_volumes_that_no_longer_exist_where_the_floor_does_not()
    {
        var plan = Plan(
            retention => retention with { KeepLatestPerVolume = 5, DeletedVolumes = DeletedVolumes.AgeOnly, KeepYearly = 1 },
            "2026-02-01T12:00Z",
            "2025-02-01T12:00Z");

        Assert.Equal(["2025-02-01T12:00Z"], Ids(plan));
        Assert.Equal(Reason.KeptYearly, plan.WhyKept("2026-02-01T12:00Z"));
    }

    [Fact]
    public void Lets_the_young_take_their_place()
    {
        var young = Given.Now.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

        Assert.Equal(["2026-02-01T12:00Z"], Ids(Plan(retention => retention with { KeepYearly = 1 }, "2026-02-01T12:00Z", young)));
    }

    [Fact]
    public void Counts_each_volume_by_itself_and_no_copies()
    {
        var copy = At("2026-02-03T12:00Z") with { VolumeId = "vol-ffffffff" };
        var other = At("2026-02-02T12:00Z") with { VolumeId = "vol-other" };

        var plan = Given.Plan(
            Thinned.Retaining(retention => retention with { KeepDaily = 1, Copies = Copies.AgeOnly }),
            At("2026-02-01T12:00Z"),
            other,
            copy);

        Assert.Equal([copy.Id], Ids(plan));
    }

    private static Plan Plan(Func<Retention, Retention> change, params string[] starts) =>
        Given.Plan(Thinned.Retaining(change), [.. starts.Select(At)]);

    private static Snapshot At(string start) =>
        Given.Snapshot(start, volume: "vol-1") with { StartTime = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture) };

    private static IEnumerable<string> Ids(Plan plan) => plan.Candidates.Select(snapshot => snapshot.Id);
}
