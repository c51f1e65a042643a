using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

public sealed class KeepLatestRuleTests
{
    private static readonly PlanInputs KeepTwo = Given.NoFloor.Retaining(
        retention => retention with { KeepLatestPerVolume = 2, Archived = ArchivedSnapshots.After90Days });

    [Fact]
    public void Keeps_the_newest_of_each_volume_whatever_their_age()
    {
        var plan = Given.Plan(
            KeepTwo,
            ["vol-1", "vol-2"],
            Given.Snapshot("oldest", 900, "vol-1"),
            Given.Snapshot("old", 800, "vol-1"),
            Given.Snapshot("newest", 700, "vol-1"),
            Given.Snapshot("only", 999, "vol-2"));

        Assert.Equal(["oldest"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.All(["old", "newest", "only"], id => Assert.Equal(Reason.NewestOfVolume, plan.WhyKept(id)));
    }

    [Fact]
    public void Counts_young_ones_so_that_a_living_backup_needs_no_old_one()
    {
        var plan = Given.Plan(
            KeepTwo,
            ["vol-1"],
            Given.Snapshot("old", 5, "vol-1"),
            Given.Snapshot("young", -5, "vol-1"),
            Given.Snapshot("younger", -6, "vol-1"));

        Assert.Equal(["old"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal(Reason.TooYoung, plan.WhyKept("young"));
    }

    [Fact]
    public void Says_so_where_the_volume_is_gone_and_lets_go_where_age_alone_decides()
    {
        var only = Given.Snapshot("only", 100, "vol-gone");

        Assert.Equal(Reason.NewestOfDeletedVolume, Given.Plan(KeepTwo, only).WhyKept("only"));
        Assert.Null(
            Given.Plan(KeepTwo.Retaining(retention => retention with { DeletedVolumes = DeletedVolumes.AgeOnly }), only).WhyKept("only"));
        Assert.Equal(
            Reason.NewestOfVolume,
            Given.Plan(KeepTwo.Retaining(retention => retention with { DeletedVolumes = DeletedVolumes.AgeOnly }), ["vol-gone"], only)
                .WhyKept("only"));
    }

    [Fact]
    public void Does_not_count_what_may_vanish_by_itself_or_cannot_be_restored_at_once()
    {
        var plan = Given.Plan(
            Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1, Archived = ArchivedSnapshots.After90Days }),
            ["vol-1"],
            Given.Snapshot("excluded", 1, "vol-1", ("DoNotDelete", "")),
            Given.Snapshot("pending", 2, "vol-1") with { State = SnapshotState.Pending },
            Given.Snapshot("archived", 3, "vol-1") with { Tier = StorageTier.Archive },
            Given.Snapshot("undated", 4, "vol-1") with { StartTime = null },
            Given.Snapshot("floor", 5, "vol-1"),
            Given.Snapshot("goes", 6, "vol-1"));

        Assert.Equal(Reason.NewestOfVolume, plan.WhyKept("floor"));
        Assert.Equal(["goes", "archived"], plan.Candidates.Select(snapshot => snapshot.Id));
    }

    [Theory]
    [InlineData("vol-1", nameof(Reason.NewestOfVolume))]
    [InlineData("vol-gone", nameof(Reason.NewestOfDeletedVolume))]
    public void Keeps_the_newest_of_another_tier_where_the_standard_ones_are_too_few(string volume, string reason)
    {
        var plan = Given.Plan(
            KeepTwo,
            ["vol-1"],
            Given.Snapshot("older", 900, volume) with { Tier = StorageTier.Unknown },
            Given.Snapshot("archived", 700, volume) with { Tier = StorageTier.Archive },
            Given.Snapshot("standard", 800, volume));

        Assert.Equal(["older"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.All(["archived", "standard"], id => Assert.Equal(reason, plan.WhyKept(id)?.Name));
        Assert.Equal(
            reason,
            Given.Plan(KeepTwo, ["vol-1"], Given.Snapshot("only", 900, volume) with { Tier = StorageTier.Archive }).WhyKept("only")?.Name);
    }

    [Fact]
    public void Keeps_the_newest_that_is_there_to_stay_beside_one_that_was_restored_for_a_time()
    {
        var plan = Given.Plan(
            Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 }),
            ["vol-1", "vol-2"],
            Given.Snapshot("goes", 900, "vol-1"),
            Given.Snapshot("permanent", 800, "vol-1"),
            Given.Snapshot("restored", 700, "vol-1") with { IsTemporarilyRestored = true },
            Given.Snapshot("alone", 700, "vol-2") with { IsTemporarilyRestored = true });

        Assert.Equal(["goes"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.All(["permanent", "restored", "alone"], id => Assert.Equal(Reason.NewestOfVolume, plan.WhyKept(id)));
    }

    [Fact]
    public void Keeps_the_newest_that_is_there_to_stay_beside_those_that_the_tiering_guard_names()
    {
        var inventory = new Inventory(
            [
                Given.Snapshot("goes", 900, "vol-1"),
                Given.Snapshot("permanent", 800, "vol-1"),
                Given.Snapshot("moving", 700, "vol-1"),
                Given.Snapshot("restored", 1, "vol-1") with { IsTemporarilyRestored = true },
            ],
            new HashSet<string> { "vol-1" },
            [new TieringRule(new HashSet<string> { "moving" })]);

        var plan = Planner.Plan(inventory, Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 }), Given.Now);

        Assert.Equal(
            [null, Reason.NewestOfVolume, Reason.BeingTiered, Reason.BeingTiered], plan.Decisions.Select(decision => decision.KeptBecause));
    }

    [Fact]
    public void Orders_equal_start_times_by_id()
    {
        var plan = Given.Plan(
            Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 }),
            ["vol-1"],
            Given.Snapshot("b", 5, "vol-1"),
            Given.Snapshot("c", 5, "vol-1"),
            Given.Snapshot("a", 5, "vol-1"));

        Assert.Equal(["a", "b"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal(Reason.NewestOfVolume, plan.WhyKept("c"));
    }

    [Fact]
    public void Never_groups_copies_by_their_arbitrary_volume_id()
    {
        var policy = Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1, Copies = Copies.AgeOnly });

        var plan = Given.Plan(policy, ["vol-ffffffff"], Given.Snapshot("a", 5, "vol-ffffffff"), Given.Snapshot("b", 6, "vol-ffffffff"));

        Assert.Equal(2, plan.Candidates.Count);
    }
}
