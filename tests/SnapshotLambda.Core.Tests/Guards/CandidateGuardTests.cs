using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Guards;

/// <summary>What is asked of candidates alone.</summary>
public sealed class CandidateGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, false)]
    [InlineData(89.9999, false)]
    [InlineData(90, true)]
    [InlineData(400, true)]
    [InlineData(-1, false)]
    public void An_archived_snapshot_is_paid_for_after_90_days(double daysAgo, bool isPaidFor) =>
        Assert.Equal(isPaidFor, new TierStatus("snap-1", Now.AddDays(-daysAgo)).IsPaidFor(Now));

    [Fact]
    public void It_is_not_where_nobody_knows_since_when_it_is_archived() =>
        Assert.False(new TierStatus("snap-1", null).IsPaidFor(DateTimeOffset.MaxValue));

    [Fact]
    public void A_policy_asks_the_guards_that_it_does_not_skip()
    {
        var safeguards = new Safeguards { SkipGuards = new HashSet<string> { "sharing", "images" } };

        Assert.Equal(["images", "sharing"], Guard.All.Where(guard => !safeguards.Asks(guard)).Select(guard => guard.Name));
        Assert.All(Guard.All, guard => Assert.True(new Safeguards().Asks(guard)));
    }
}
