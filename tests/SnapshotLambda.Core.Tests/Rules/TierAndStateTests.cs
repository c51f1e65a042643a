using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Rules;

public sealed class TierAndStateTests
{
    private static readonly Snapshot Archived = Given.Snapshot("archived") with { Tier = StorageTier.Archive };
    private static readonly Snapshot Failed = Given.Snapshot("failed") with { State = SnapshotState.Error };

    [Fact]
    public void Keeps_what_is_archived_unless_a_setting_lets_it_go()
    {
        Assert.Equal(Reason.Archived, Given.Plan(Given.NoFloor, Archived).WhyKept("archived"));
        Assert.Null(Given.Plan(Given.NoFloor.Retaining(retention => retention with { Archived = ArchivedSnapshots.After90Days }), Archived)
            .WhyKept("archived"));
    }

    [Fact]
    public void Keeps_what_failed_unless_a_setting_lets_it_go()
    {
        var ageOnly = Given.NoFloor.Retaining(
            retention => retention with { ErrorState = FailedSnapshots.AgeOnly, KeepLatestPerVolume = 1, KeepYearly = 9 });

        Assert.Equal(Reason.NotCompleted, Given.Plan(Given.NoFloor, Failed).WhyKept("failed"));
        Assert.Null(Given.Plan(ageOnly, Failed).WhyKept("failed"));
        Assert.Equal(Reason.TooYoung, Given.Plan(ageOnly, Failed with { StartTime = Given.Now }).WhyKept("failed"));
        Assert.Equal(Reason.KeepUntil, Given.Plan(ageOnly, Failed with { Tags = [new Tag("Expires", "2031-01-01")] }).WhyKept("failed"));
    }

    [Theory]
    [InlineData(SnapshotState.Pending)]
    [InlineData(SnapshotState.Unknown)]
    [InlineData(SnapshotState.Recoverable)]
    [InlineData(SnapshotState.Recovering)]
    internal void Never_lets_go_of_what_is_in_any_other_state(SnapshotState state)
    {
        var ageOnly = Given.NoFloor.Retaining(retention => retention with { ErrorState = FailedSnapshots.AgeOnly });

        Assert.Equal(Reason.NotCompleted, Given.Plan(ageOnly, Given.Snapshot("s") with { State = state }).WhyKept("s"));
    }
}
