using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

public sealed class RuleTests
{
    [Fact]
    public void Deletes_what_is_older_than_the_cutoff_and_keeps_what_is_not()
    {
        var plan = Given.Plan(
            Given.NoFloor,
            Given.Snapshot("old", 0.00002),
            Given.Snapshot("at-the-cutoff", 0),
            Given.Snapshot("young", -1));

        Assert.Equal(["old"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal(Reason.TooYoung, plan.WhyKept("at-the-cutoff"));
        Assert.Equal(Reason.TooYoung, plan.WhyKept("young"));
    }

    [Fact]
    public void Keeps_a_snapshot_without_a_start_time() =>
        Assert.Equal(Reason.StartTimeUnknown, Given.Plan(Given.NoFloor, Given.Snapshot("s") with { StartTime = null }).WhyKept("s"));

    [Theory]
    [InlineData((int)SnapshotState.Pending)]
    [InlineData((int)SnapshotState.Error)]
    [InlineData((int)SnapshotState.Recoverable)]
    [InlineData((int)SnapshotState.Recovering)]
    [InlineData((int)SnapshotState.Unknown)]
    public void Keeps_a_snapshot_that_is_not_complete(int state) =>
        Assert.Equal(
            Reason.NotCompleted, Given.Plan(Given.NoFloor, Given.Snapshot("s") with { State = (SnapshotState)state }).WhyKept("s"));

    [Fact]
    public void Keeps_what_the_scope_does_not_include()
    {
        var policy = Given.NoFloor.Retaining(retention => retention with { IncludeTags = Given.Tagged("Team", "data-*") });

        var plan = Given.Plan(
            policy,
            Given.Snapshot("in", tags: ("Team", "data-lake")),
            Given.Snapshot("other-value", tags: ("Team", "web")),
            Given.Snapshot("other-case", tags: ("team", "data-lake")),
            Given.Snapshot("untagged"));

        Assert.Equal(["in"], plan.Candidates.Select(snapshot => snapshot.Id));
        Assert.Equal(1, plan.InScope);
        Assert.All(["other-value", "other-case", "untagged"], id => Assert.Equal(Reason.TagNotIncluded, plan.WhyKept(id)));
    }

    [Theory]
    [InlineData("DoNotDelete", "")]
    [InlineData("donotdelete", "true")]
    public void Keeps_what_an_excluded_tag_names_without_regard_to_case(string key, string value) =>
        Assert.Equal(Reason.TagExcluded, Given.Plan(Given.NoFloor, Given.Snapshot("s", tags: (key, value))).WhyKept("s"));

    [Fact]
    public void Keeps_what_a_guard_names_and_deletes_its_twin()
    {
        var inventory = new Inventory(
            [Given.Snapshot("of-an-ami"), Given.Snapshot("twin")],
            new HashSet<string>(),
            [new NamedRule(new HashSet<string> { "of-an-ami" }, Guard.Images.Reason)]);

        var plan = Planner.Plan(inventory, Given.NoFloor, Given.Now);

        Assert.Equal(Reason.UsedByImage, plan.WhyKept("of-an-ami"));
        Assert.Null(plan.WhyKept("twin"));
    }

    [Theory]
    [InlineData("vol-ffffffff", false)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("vol-1", true)]
    public void Keeps_a_copy_whose_volume_is_not_known(string? volume, bool hasTransferType)
    {
        var copy = Given.Snapshot("copy") with { VolumeId = volume, HasTransferType = hasTransferType };

        Assert.Equal(Reason.LineageUnknown, Given.Plan(Given.NoFloor, copy).WhyKept("copy"));
        Assert.Null(Given.Plan(Given.NoFloor.Retaining(retention => retention with { Copies = Copies.AgeOnly }), copy).WhyKept("copy"));
    }

    [Fact]
    public void Keeps_what_was_not_approved_and_questions_no_share_of_an_approved_plan()
    {
        var policy = Given.NoFloor.Guarded(safeguards => safeguards with
        {
            MaxDeletePercent = 1,
            ApprovedSnapshotIds = Enumerable.Range(0, 50).Select(i => $"s{i}").ToHashSet(),
        });

        var plan = Given.Plan(policy, [.. Enumerable.Range(0, 60).Select(i => Given.Snapshot($"s{i}"))]);

        Assert.Equal(50, plan.Planned);
        Assert.True(plan.IsTooLarge);
        Assert.False(Given.Plan(
            policy.Guarded(safeguards => safeguards with { IsApprovedByPlan = true }),
            [.. Enumerable.Range(0, 60).Select(i => Given.Snapshot($"s{i}"))]).IsTooLarge);
        Assert.Equal(Reason.NotApproved, plan.WhyKept("s55"));
    }

    [Fact]
    public void Names_each_reason_once_and_explains_it()
    {
        Assert.Equal(Reason.All.Count, Reason.All.Select(reason => reason.Name).Distinct().Count());
        Assert.All(Reason.All, reason => Assert.False(string.IsNullOrWhiteSpace(reason.Explanation)));
        Assert.Superset(
            new HashSet<string>
            {
                "TooYoung", "StartTimeUnknown", "NotCompleted", "NewestOfVolume", "NewestOfDeletedVolume", "LineageUnknown",
                "TagNotIncluded", "TagExcluded", "NotApproved", "OverCap",
            },
            Reason.All.Select(reason => reason.Name).ToHashSet());
        Assert.All(Guard.All, guard => Assert.Contains(guard.Reason, Reason.All));
        Assert.Equal(Guard.All.Count, Guard.All.Select(guard => guard.Reason).Distinct().Count());
    }
}
