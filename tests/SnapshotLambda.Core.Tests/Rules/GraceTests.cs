using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

/// <summary>Plans with marks. The reference time is 30 days after the cutoff: 2026-07-01.</summary>
public sealed class GraceTests
{
    private const string Key = "snapshot-lambda:delete-after";

    private static readonly PlanInputs Grace = Given.NoFloor.Guarded(safeguards => safeguards with { GraceDays = 7 });

    private static Snapshot Marked(string id, string mark, params (string, string)[] more) =>
        Given.Snapshot(id, tags: [(Key, mark), .. more]);

    [Fact]
    public void Marks_a_candidate_first_and_deletes_it_when_its_mark_has_passed()
    {
        var plan = Given.Plan(
            Grace,
            Given.Snapshot("new"),
            Marked("passed", "2026-06-30"),
            Marked("today", "2026-07-01"),
            Marked("later", "2026-07-02T03:00:00Z"));

        Assert.Equal(["new"], Ids(plan.ToMark));
        Assert.Equal(["passed"], Ids(plan.Due));
        Assert.Equal("2026-07-08", plan.NewMark.Value);
        Assert.All(["today", "later"], id => Assert.Equal(Reason.InGracePeriod, plan.WhyKept(id)));
        Assert.Empty(plan.ToUnmark);
    }

    [Theory]
    [InlineData(0, "2026-07-08")]
    [InlineData(5, "2026-07-13")] // a delivery that came five days late
    [InlineData(-1, "2026-07-08")] // a clock that is slow
    public void Counts_new_marks_from_now_where_the_run_was_scheduled_earlier(int daysLate, string mark)
    {
        var inventory = new Inventory([Given.Snapshot("new"), Marked("today", "2026-07-01")], new HashSet<string>(), []);

        var plan = Planner.Plan(inventory, Grace, Given.Now.AddDays(daysLate));

        Assert.Equal(mark, plan.NewMark.Value);
        Assert.Equal(Reason.InGracePeriod, plan.WhyKept("today"));
        Assert.Equal(mark, plan.Keeping(new Dictionary<string, Reason> { ["else"] = Reason.Locked }).NewMark.Value);
    }

    [Fact]
    public void Deletes_at_once_without_grace_but_for_what_is_marked_for_later()
    {
        var plan = Given.Plan(
            Given.NoFloor, Given.Snapshot("new"), Marked("passed", "2026-06-30"), Marked("later", "2026-07-02"), Marked("odd", "soon"));

        Assert.Equal(["new", "passed"], Ids(plan.Due));
        Assert.Empty(plan.ToMark);
        Assert.Equal(Reason.InGracePeriod, plan.WhyKept("later"));
        Assert.Equal(Reason.MarkUnreadable, plan.WhyKept("odd"));
    }

    [Fact]
    public void Counts_only_what_is_due_towards_the_caps()
    {
        var policy = Grace.Guarded(safeguards => safeguards with { MaxDeletions = 12, MaxDeletePercent = 20 });
        var due = Enumerable.Range(0, 15).Select(i => Marked($"due{i:D2}", "2026-06-01")).ToArray();
        var toMark = Enumerable.Range(0, 60).Select(i => Given.Snapshot($"mark{i}", 100)).ToArray();

        var plan = Given.Plan(policy, [.. due, .. toMark]);

        Assert.Equal((12, 15, 60, 75), (plan.Planned, plan.Due.Count, plan.ToMark.Count, plan.Candidates.Count));
        Assert.False(plan.IsTooLarge);
        Assert.Equal(Given.Plan(policy, due).Digest, plan.Digest);
        Assert.True(Given.Plan(policy, [.. due, .. toMark.Take(10)]).IsTooLarge);
    }

    [Fact]
    public void Takes_the_mark_off_what_is_no_longer_a_candidate()
    {
        var plan = Given.Plan(
            Grace,
            Marked("saved", "2026-07-05", ("DoNotDelete", "")),
            Marked("saved-late", "2026-06-05", ("DoNotDelete", "")),
            Marked("young", "2026-07-05") with { StartTime = Given.Cutoff.AddDays(1) },
            Marked("pending", "2026-07-05") with { State = SnapshotState.Pending },
            Marked("copy", "2026-07-05") with { VolumeId = "vol-ffffffff" },
            Marked("odd", "never", ("DoNotDelete", "")));

        Assert.Equal(["saved", "saved-late", "young", "pending", "copy"], plan.ToUnmark.Select(decision => decision.Snapshot.Id));
        Assert.Empty(plan.Candidates);
    }

    [Fact]
    public void Leaves_the_mark_on_what_another_night_or_another_stack_may_delete()
    {
        var policy = Grace.Retaining(retention => retention with { IncludeTags = Given.Tagged("Team", "data") })
            .Guarded(safeguards => safeguards with { ApprovedSnapshotIds = new HashSet<string> { "approved" } });

        var plan = Given.Plan(
            policy,
            Marked("other-stack", "2026-06-05", ("Team", "web")),
            Marked("not-approved", "2026-06-05", ("Team", "data")),
            Marked("in-grace", "2026-07-05", ("Team", "data")),
            Marked("odd", "never", ("Team", "data")));

        Assert.Empty(plan.ToUnmark);
    }

    [Fact]
    public void Touches_no_mark_without_grace() =>
        Assert.Empty(Given.Plan(Given.NoFloor, Marked("saved", "2026-07-05", ("DoNotDelete", ""))).ToUnmark);

    [Fact]
    public void Names_every_reason_that_leaves_the_mark_and_no_other()
    {
        var leave = Reason.All.Where(reason => !MarkRemoval.IsDue(new Decision(Marked("s", "2026-07-05"), reason), Given.Cutoff));

        Assert.Equal(
            ["DeniedByPolicy", "InGracePeriod", "MarkUnreadable", "NoPolicy", "NotApproved", "OverCap", "TagNotIncluded"],
            leave.Select(reason => reason.Name));
    }

    private static IEnumerable<string> Ids(IEnumerable<Snapshot> snapshots) => snapshots.Select(snapshot => snapshot.Id);
}
