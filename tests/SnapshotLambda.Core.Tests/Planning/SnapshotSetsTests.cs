using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>Sets of snapshots that one call of CreateSnapshots made, of the volumes <c>root</c>, <c>data</c> and so on.</summary>
public sealed class SnapshotSetsTests
{
    private static readonly PlanInputs FloorOfOne = Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 });
    private static readonly PlanInputs Grace = Given.NoFloor.Guarded(safeguards => safeguards with { GraceDays = 7 });

    [Fact]
    public void A_set_stays_whole_where_a_floor_keeps_one_of_it()
    {
        Snapshot[] snapshots = [Of("root", 40), Of("data", 40), Given.Snapshot("data-5", 5, "data") with { Description = "data only" }];

        var plan = Given.Plan(FloorOfOne, ["root", "data"], snapshots);

        Assert.Equal(Reason.NewestOfVolume, plan.WhyKept("root-40"));
        Assert.Equal(Reason.PartOfSet, plan.WhyKept("data-40"));
        Assert.Equal(1, plan.Kept[Reason.PartOfSet]);
    }

    [Theory]
    [InlineData("DoNotDelete", "", "TagExcluded")]
    [InlineData("velero.io/backup", "b", "ManagedByKubernetes")]
    [InlineData("Expires", "never", "KeepUntilUnreadable")]
    public void A_set_stays_whole_where_a_tag_keeps_one_of_it(string key, string value, string reason)
    {
        var plan = Given.Plan(Given.NoFloor, Of("root", 40), Of("data", 40, (key, value)), Of("logs", 40));

        Assert.Equal(reason, plan.WhyKept("data-40")?.Name);
        Assert.All(["root-40", "logs-40"], id => Assert.Equal(Reason.PartOfSet, plan.WhyKept(id)));
    }

    [Fact]
    public void A_set_is_not_held_by_what_is_out_of_scope_or_not_approved()
    {
        var scoped = Given.NoFloor.Retaining(retention => retention with { IncludeTags = Given.Tagged("Team", "data") });
        var approved = Given.NoFloor.Guarded(safeguards => safeguards with { ApprovedSnapshotIds = new HashSet<string> { "root-40" } });

        Assert.Equal(["root-40"], Ids(Given.Plan(scoped, Of("root", 40, ("Team", "data")), Of("data", 40))));
        var split = Given.Plan(approved, Of("root", 40), Of("data", 40));
        Assert.Equal(["root-40"], Ids(split));
        Assert.Equal(1, split.SplitSets);
    }

    [Fact]
    public void A_set_is_of_one_second_one_description_and_several_volumes()
    {
        var held = Of("data", 40, ("DoNotDelete", ""));

        Assert.NotEmpty(Ids(Given.Plan(Given.NoFloor, held, Of("root", 40) with { Description = "another" })));
        Assert.NotEmpty(Ids(Given.Plan(Given.NoFloor, held, Of("root", 40) with { StartTime = held.StartTime!.Value.AddSeconds(1) })));
        Assert.NotEmpty(Ids(Given.Plan(Given.NoFloor, held, Of("root", 40) with { VolumeId = "data" })));
        Assert.Empty(Ids(Given.Plan(Given.NoFloor, held, Of("root", 40) with { StartTime = held.StartTime!.Value.AddMilliseconds(999) })));
        Assert.Empty(Ids(Given.Plan(Given.NoFloor, held with { Description = null }, Of("root", 40) with { Description = "" })));
    }

    [Theory]
    [InlineData(128, 0)]
    [InlineData(129, 128)]
    public void A_group_of_more_than_an_instance_s_volumes_is_no_set(int size, int candidates)
    {
        Snapshot[] group = [Of("held", 40, ("DoNotDelete", "")), .. Enumerable.Range(1, size - 1).Select(i => Of($"vol-{i}", 40))];

        Assert.Equal(candidates, Given.Plan(Given.NoFloor, group).Candidates.Count);
    }

    [Fact]
    public void A_set_of_VSS_is_told_by_its_id()
    {
        const string Id = "{\"SnapshotSetId\":\"{0a1b2c3d-1111-2222-3333-444455556666}\",\"x\":1}";
        var root = Given.Snapshot("root", 40, "root", ("AwsVssConfig", Id), ("DoNotDelete", ""));
        var data = Given.Snapshot("data", 39, "data", ("AwsVssConfig", Id));
        var other = Given.Snapshot("other", 38, "other", ("AwsVssConfig", Id.Replace("0a1b", "ffff", StringComparison.Ordinal)));

        var plan = Given.Plan(Given.NoFloor, root, data, other);

        Assert.Equal(Reason.PartOfSet, plan.WhyKept("data"));
        Assert.Equal(["other"], Ids(plan));
    }

    [Fact]
    public void One_that_stays_for_its_set_holds_another_set_that_it_belongs_to()
    {
        const string Vss = "snapshot set id: 0a1b2c3d-1111-2222-3333-444455556666";
        var a = Of("a", 40, ("DoNotDelete", ""));
        var b = Of("b", 40, ("AwsVssConfig", Vss));
        var c = Given.Snapshot("c", 12, "c", ("AwsVssConfig", Vss));

        Assert.Empty(Ids(Given.Plan(Given.NoFloor, c, b, a)));
    }

    [Fact]
    public void A_set_with_marks_of_different_days_goes_when_the_last_has_passed()
    {
        Snapshot[] set = [Marked("root", "2026-06-29"), Marked("data", "2026-07-03")];

        var before = Given.Plan(Grace, set);
        var after = Given.Plan(Grace with { ReferenceTime = Given.Now.AddDays(3) }, set);

        Assert.Equal(("PartOfSet", "InGracePeriod"), (before.WhyKept("root-40")?.Name, before.WhyKept("data-40")?.Name));
        Assert.Equal(1, before.Kept[Reason.PartOfSet]);
        Assert.Empty(before.ToUnmark);
        Assert.Equal(2, after.Due.Count);
    }

    [Fact]
    public void One_that_is_still_to_be_marked_holds_those_whose_mark_has_passed()
    {
        var plan = Given.Plan(Grace, Marked("root", "2026-06-29"), Of("data", 40));

        Assert.Equal(["data-40"], plan.ToMark.Select(snapshot => snapshot.Id));
        Assert.Equal("PartOfSet", plan.WhyKept("root-40")?.Name);
        Assert.Empty(plan.ToUnmark);
    }

    [Fact]
    public void A_mark_comes_off_where_something_else_holds_the_set()
    {
        var plan = Given.Plan(Grace, Marked("root", "2026-06-29"), Marked("data", "2026-07-03"), Of("logs", 40, ("DoNotDelete", "")));

        Assert.Equal(["data-40", "root-40"], plan.ToUnmark.Select(decision => decision.Snapshot.Id).Order());
        Assert.Equal(2, plan.Kept[Reason.PartOfSet]);
    }

    [Fact]
    public void A_candidate_that_is_kept_after_all_holds_its_set()
    {
        var plan = Given.Plan(Given.NoFloor, Of("root", 40), Of("data", 40), Of("logs", 39));

        var kept = plan.Keeping(new Dictionary<string, Reason> { ["root-40"] = Reason.SharedWithOthers });

        Assert.Equal(["logs-39"], Ids(kept));
        Assert.Equal(Reason.PartOfSet, kept.WhyKept("data-40"));
    }

    private static Snapshot Of(string volume, double age, params (string, string)[] tags) =>
        Given.Snapshot($"{volume}-{age}", age, volume, tags) with { Description = "set A" };

    private static Snapshot Marked(string volume, string day) => Of(volume, 40, ("snapshot-lambda:delete-after", day));

    private static IEnumerable<string> Ids(Plan plan) => plan.Candidates.Select(snapshot => snapshot.Id);
}
