using System.Globalization;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Tests.Planning;

namespace SnapshotLambda.Core.Tests.Results;

public sealed class SnapshotCounterTests
{
    private static readonly RegionResult Empty = new()
    {
        Account = "111122223333",
        Region = "us-east-1",
        Status = RegionStatus.Succeeded,
        Message = "",
        Fence = "off",
    };

    private static readonly Plan Plan = Given.Plan(
        Given.NoFloor, [
            .. Enumerable.Range(0, 9).Select(i => Given.Snapshot($"snap-{i}", 100 - i)),
            Given.Snapshot("young", -1),
            Given.Snapshot("excluded", tags: ("DoNotDelete", "")),
        ]);

    [Fact]
    public void Counts_a_real_run_s_outcomes_each_once()
    {
        var c = Plan.Candidates;
        var result = SnapshotCounter.Count(
            Plan,
            [
                SnapshotOutcome.Deleted(c[0] with { FullSizeBytes = 100 }), SnapshotOutcome.Deleted(c[1]), SnapshotOutcome.Marked(c[2]),
                SnapshotOutcome.AlreadyGone(c[3]), SnapshotOutcome.Failed(c[4], Error, 3),
                SnapshotOutcome.NotAttempted(c[5]), SnapshotOutcome.NotAttempted(c[6]), SnapshotOutcome.Kept(c[7], Reason.OverCap),
                SnapshotOutcome.Kept(c[8], Reason.Locked),
            ],
            dryRun: false);

        Assert.Equal((11, 10), (result.Scanned, result.InScope));
        Assert.Equal((2, 1, 1, 1, 2), (result.Deleted, result.Marked, result.AlreadyGone, result.Failed, result.NotAttempted));
        Assert.Equal((null, null), (result.WouldDelete, result.WouldMark));
        Assert.Equal(3, result.Remaining);
        Assert.Equal(new Dictionary<string, int> { ["Locked"] = 1, ["OverCap"] = 1, ["TagExcluded"] = 1, ["TooYoung"] = 1 }, result.Kept);
        Assert.Equal(100 + (8L << 30), result.FullSizeBytes);
        Assert.True(result.AddUp);
    }

    [Fact]
    public void Counts_what_a_dry_run_would_do_under_names_of_its_own()
    {
        var c = Plan.Candidates;
        var result = SnapshotCounter.Count(
            Plan,
            [
                .. c.Take(3).Select(SnapshotOutcome.WouldDelete),
                .. c.Skip(3).Take(2).Select(SnapshotOutcome.WouldMark),
                .. c.Skip(5).Select(snapshot => SnapshotOutcome.Kept(snapshot, Reason.OverCap)),
            ],
            dryRun: true);

        Assert.Equal((3, 2), (result.WouldDelete, result.WouldMark));
        Assert.Equal((null, null), (result.Deleted, result.Marked));
        Assert.Equal(4, result.Remaining);
        Assert.Equal(3 * (8L << 30), result.FullSizeBytes);
        Assert.True(result.AddUp);
    }

    [Fact]
    public void Sums_regions_of_which_some_were_not_planned()
    {
        var real = Totals.Of([Empty with { Deleted = 2, Marked = 5 }, Empty, Empty with { Deleted = 3, Marked = 1 }], dryRun: false);
        var dry = Totals.Of(
            [Empty with { WouldDelete = 2, WouldMark = 5 }, Empty, Empty with { WouldDelete = 3, WouldMark = 1 }], dryRun: true);

        Assert.Equal((5, null, 6, null), (real.Deleted, real.WouldDelete, real.Marked, real.WouldMark));
        Assert.Equal((null, 5, null, 6), (dry.Deleted, dry.WouldDelete, dry.Marked, dry.WouldMark));
    }

    [Fact]
    public void Sums_every_count_and_keeps_reasons_apart()
    {
        var one = Empty with
        {
            Scanned = 10,
            InScope = 9,
            AlreadyGone = 1,
            Failed = 2,
            NotAttempted = 3,
            Remaining = 4,
            FullSizeBytes = 5,
            Kept = new Dictionary<string, int> { ["Locked"] = 1, ["TooYoung"] = 2 },
        };
        var two = Empty with
        {
            Scanned = 20,
            InScope = 19,
            AlreadyGone = 10,
            Failed = 20,
            NotAttempted = 30,
            Remaining = 40,
            FullSizeBytes = 50,
            Kept = new Dictionary<string, int> { ["Locked"] = 10 },
        };

        var sum = Totals.Of([one, two], dryRun: false);

        Assert.Equal(
            (30, 28, 11, 22, 33, 44, 55L),
            (sum.Scanned, sum.InScope, sum.AlreadyGone, sum.Failed, sum.NotAttempted, sum.Remaining, sum.FullSizeBytes));
        Assert.Equal(new Dictionary<string, int> { ["Locked"] = 11, ["TooYoung"] = 2 }, sum.Kept);
    }

    // A counter that is added and not summed would be zero in every run's totals.
    [Fact]
    public void Sums_each_counter_there_is()
    {
        var counters = typeof(SnapshotCounts).GetProperties()
            .Where(property => property.CanWrite && property.Name != nameof(SnapshotCounts.Kept))
            .ToList();
        Assert.True(counters.Count > 10);
        var one = new SnapshotCounts();
        foreach (var counter in counters) counter.SetValue(one, counter.PropertyType == typeof(long) ? (object)1L : 1);

        var two = one.Plus(one);

        Assert.All(counters, counter => Assert.Equal(2L, Convert.ToInt64(counter.GetValue(two), CultureInfo.InvariantCulture)));
    }

    private static readonly AwsError Error = new(ErrorClass.Permanent, "InvalidParameterValue", "no", "req-1", 400);
}
