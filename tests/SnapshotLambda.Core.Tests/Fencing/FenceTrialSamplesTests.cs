using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Fencing;

public sealed class FenceTrialSamplesTests
{
    private static readonly PlanInputs TeamA = Inputs.Default.Retaining(
        retention => retention with { IncludeTags = Given.Tagged("Team", "a") });

    private static readonly Snapshot[] Region =
    [
        Given.Snapshot("old", 1, tags: ("Team", "a")),
        Given.Snapshot("at-the-cutoff", 0, tags: ("Team", "a")),
        Given.Snapshot("young", -1, tags: ("Team", "a")),
        Given.Snapshot("younger", -2, tags: ("Team", "a")),
        Given.Snapshot("excluded", -3, tags: [("Team", "a"), ("donotdelete", "")]),
        Given.Snapshot("managed", -3, tags: [("Team", "a"), ("DLM:managed", "")]),
        Given.Snapshot("by-prefix", -3, tags: [("Team", "a"), ("velero.io/x", "")]),
        Given.Snapshot("of-backup", -3, tags: [("Team", "a"), ("aws:backup:source-resource", "")]),
        Given.Snapshot("two-cases", -3, tags: [("Team", "a"), ("team", "a")]),
        Given.Snapshot("elsewhere", -3),
        Given.Snapshot("undated", tags: ("Team", "a")) with { StartTime = null },
    ];

    [Fact]
    public void What_must_stay_is_young_and_nothing_but_its_age_protects_it() =>
        Assert.Equal(["younger", "young", "at-the-cutoff"], MustStay(TeamA, FenceMode.On));

    [Fact]
    public void A_skipped_guard_s_snapshots_prove_nothing_either() =>
        Assert.Equal(["younger", "young", "at-the-cutoff"], MustStay(
            TeamA.Guarded(safeguards => safeguards with { SkipGuards = Guard.All.Select(guard => guard.Name).ToHashSet() }), FenceMode.On));

    [Fact]
    public void Where_AWS_is_not_told_the_age_it_is_what_a_tag_keeps() =>
        Assert.Equal(["elsewhere", "excluded"], MustStay(TeamA, FenceMode.TagsOnly));

    [Fact]
    public void Where_it_is_told_nothing_there_is_nothing_to_try() => Assert.Empty(MustStay(TeamA, FenceMode.Off));

    [Fact]
    public void What_may_go_is_what_its_role_alone_would_not_deny() =>
        Assert.Equal(
            ["old", "elsewhere"],
            FenceTrialSamples.MayGo([Region[0], Region[5], Region[7], Region[8], Region[9]]).Select(snapshot => snapshot.Id));

    [Fact]
    public void It_is_asked_of_the_three_oldest_the_newest_and_one_between()
    {
        var candidates = Enumerable.Range(0, 9).Select(i => Given.Snapshot($"snap-{i}", 9 - i)).ToList();

        Assert.Equal(
            ["snap-0", "snap-1", "snap-2", "snap-8", "snap-4"], FenceTrialSamples.MayGo(candidates).Select(snapshot => snapshot.Id));
        Assert.Equal(["snap-0", "snap-1"], FenceTrialSamples.MayGo(candidates[..2]).Select(snapshot => snapshot.Id));
        Assert.Empty(FenceTrialSamples.MayGo([]));
    }

    private static IEnumerable<string> MustStay(PlanInputs inputs, FenceMode mode)
    {
        var terms = new FenceInputs(inputs, mode, "aws", "us-east-1");
        return new FenceTrialSamples(Fence.Of(terms), terms).MustStay(Region).Select(snapshot => snapshot.Id);
    }
}
