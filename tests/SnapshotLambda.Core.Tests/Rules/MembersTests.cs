using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

/// <summary>Which snapshots take another's place in a floor or a period.</summary>
public sealed class MembersTests
{
    private static readonly PlanInputs FloorOfOne = Given.NoFloor.Retaining(retention => retention with { KeepLatestPerVolume = 1 });
    private static readonly PlanInputs OneYear = Given.NoFloor.Retaining(retention => retention with { KeepYearly = 1 });

    public static TheoryData<string> Claims => ["DeleteOn=2099-01-01", "Expires=never", "janitor/expires=2099-01-01", "velero.io/backup=b"];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Does_not_count_what_another_tool_will_delete(string claim)
    {
        var (key, value) = (claim.Split('=')[0], claim.Split('=')[1]);
        Snapshot[] snapshots = [Given.Snapshot("claimed", 1, "vol-1", (key, value)), Given.Snapshot("backup", 15, "vol-1")];

        Assert.Equal(Reason.NewestOfVolume, Given.Plan(FloorOfOne, ["vol-1"], snapshots).WhyKept("backup"));
        Assert.Equal(Reason.KeptYearly, Given.Plan(OneYear, snapshots).WhyKept("backup"));
    }

    [Fact]
    public void Counts_what_its_owner_wants_to_keep_longer()
    {
        Snapshot[] snapshots =
        [
            Given.Snapshot("kept", 1, "vol-1", ("snapshot-lambda:keep-until", "2099-01-01")),
            Given.Snapshot("older", 15, "vol-1"),
        ];

        var plan = Given.Plan(FloorOfOne, ["vol-1"], snapshots);

        Assert.Equal(Reason.KeepUntil, plan.WhyKept("kept"));
        Assert.Null(plan.WhyKept("older"));
    }

    [Fact]
    public void Does_not_count_what_a_guard_lists_but_what_is_shared()
    {
        Snapshot[] snapshots = [Given.Snapshot("listed", 1, "vol-1"), Given.Snapshot("older", 15, "vol-1")];

        Assert.Equal(Reason.KeptYearly, Planned(OneYear, snapshots, Reason.Locked).WhyKept("older"));
        Assert.Null(Planned(OneYear, snapshots, Reason.SharedWithOthers).WhyKept("older"));
    }

    [Fact]
    public void Keeps_what_lasts_beside_what_a_scanner_may_have_made()
    {
        var scan = Given.Snapshot("scan", -29.9, "vol-1", ("some-scanner", "1"));
        Snapshot[] twoDaysLater = [scan with { StartTime = Given.Now.AddDays(-2) }, Given.Snapshot("backup", 15, "vol-1")];

        var plan = Given.Plan(FloorOfOne, ["vol-1"], scan, Given.Snapshot("backup", 15, "vol-1"), Given.Snapshot("older", 20, "vol-1"));

        Assert.Equal(Reason.NewestOfVolume, plan.WhyKept("backup"));
        Assert.Null(plan.WhyKept("older"));
        Assert.Null(Given.Plan(FloorOfOne, ["vol-1"], twoDaysLater).WhyKept("backup"));
    }

    [Fact]
    public void Counts_as_lasting_what_is_older_than_maxAgeDays_where_that_is_less_than_two_days()
    {
        var aDay = FloorOfOne.Retaining(retention => retention with { MaxAgeDays = 1 });

        var plan = Given.Plan(aDay, ["vol-1"], Given.Snapshot("newest", -28.5, "vol-1"), Given.Snapshot("older", 15, "vol-1"));

        Assert.Null(plan.WhyKept("older"));
    }

    [Fact]
    public void Counts_copies_by_the_tag_that_stands_for_their_volume()
    {
        var byTag = FloorOfOne.Retaining(retention => retention with { Copies = Copies.ByTag, LineageTag = "source" });
        Snapshot Copy(string id, double age, params (string, string)[] tags) => Given.Snapshot(id, age, "vol-ffffffff", tags);

        var plan = Given.Plan(
            byTag, ["vol-a"], Copy("a1", 5, ("source", "vol-a")), Copy("a2", 9, ("source", "vol-a")), Copy("b", 9, ("source", "vol-b")),
            Copy("none", 50), Copy("empty", 50, ("source", "")), Given.Snapshot("original", 50, "vol-a"));

        Assert.Equal(["a2"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.All(["a1", "b", "original"], id => Assert.Equal(Reason.NewestOfVolume, plan.WhyKept(id)));
        Assert.All(["none", "empty"], id => Assert.Equal(Reason.LineageUnknown, plan.WhyKept(id)));
    }

    private static Plan Planned(PlanInputs inputs, Snapshot[] snapshots, Reason reason) =>
        Planner.Plan(
            new Inventory(snapshots, new HashSet<string>(), [new NamedRule(new HashSet<string> { "listed" }, reason)]), inputs, Given.Now);
}
