namespace SnapshotLambda.Tests.Pacing;

/// <summary>What EC2 grants is used, and no more is asked for; see DESIGN's limits for 60 seconds and for a whole Lambda.</summary>
public sealed class SharedBucketTests
{
    private const int Seeds = 20;

    public static TheoryData<int, int> SecondsAndSeeds
    {
        get
        {
            var rows = new TheoryData<int, int>();
            foreach (var seconds in (int[])[60, 300, 900])
                for (var seed = 0; seed < Seeds; seed++) rows.Add(seconds, seed);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(SecondsAndSeeds))]
    public void Alone_it_takes_all_that_is_granted_and_is_hardly_throttled(int seconds, int seed)
    {
        var run = new SharedBucket(seed).Run(seconds);

        Assert.InRange(run.Done, 0.98 * (100 + (5 * seconds)), 100 + (5 * seconds));
        Assert.InRange(run.Throttled, 0, 0.01 * run.Requests);
        Assert.Equal(0, run.GivenUp);
    }

    [Theory]
    [MemberData(nameof(SecondsAndSeeds))]
    public void Beside_a_client_that_takes_half_of_the_refill_it_takes_the_rest(int seconds, int seed)
    {
        var run = new SharedBucket(seed).WithAnother(2.5, 0, seconds).Run(seconds);

        Assert.InRange(run.Done, 0.9 * (100 + (5 * seconds) - run.OthersDone), double.MaxValue);
        Assert.InRange(run.Throttled, 1, 0.06 * run.Requests);
        Assert.Equal(0, run.GivenUp);
    }

    [Theory]
    [MemberData(nameof(SecondsAndSeeds))]
    public void With_the_defaults_it_takes_all_that_they_ask_for(int seconds, int seed)
    {
        var run = new SharedBucket(seed, burst: 80, perSecond: 4).Run(seconds);

        Assert.InRange(run.Done, 0.98 * (80 + (4 * seconds)), 80 + (4 * seconds));
        Assert.Equal(0, run.Throttled);
    }

    [Theory]
    [MemberData(nameof(SecondsAndSeeds))]
    public void Throttles_of_another_cause_than_an_empty_bucket_slow_it_down_by_no_more_than_themselves(int seconds, int seed)
    {
        var run = new SharedBucket(seed, refused: 0.2).Run(seconds);
        var withDefaults = new SharedBucket(seed, burst: 80, perSecond: 4, refused: 0.2).Run(seconds);

        Assert.InRange(run.Done, 0.7 * (100 + (5 * seconds)), 100 + (5 * seconds));
        Assert.InRange(withDefaults.Done, 0.7 * (80 + (4 * seconds)), 80 + (4 * seconds));
        Assert.Equal(0, run.GivenUp + withDefaults.GivenUp);
    }

    [Theory]
    [MemberData(nameof(SecondsAndSeeds))]
    public void Beside_a_client_that_takes_four_fifths_it_gives_way_to_it(int seconds, int seed)
    {
        var run = new SharedBucket(seed).WithAnother(4, 0, seconds).Run(seconds);

        Assert.InRange(run.Done, 0.9 * (100 + (5 * seconds) - run.OthersDone), double.MaxValue);
        Assert.InRange(run.OthersDone, 0.75 * 4 * seconds, double.MaxValue);
        Assert.InRange(run.Throttled, 1, 0.35 * run.Requests);
    }

    [Fact]
    public void After_a_minute_of_another_client_it_comes_back_to_its_own_rate()
    {
        var run = new SharedBucket(1).WithAnother(4, 60, 120).Run(300);

        Assert.Contains(run.Rates, rate => rate <= 2.5);
        Assert.Contains(run.Recoveries, at => at is > 120 and < 180);
        Assert.InRange(run.Done, 0.95 * (100 + (5 * 300) - run.OthersDone), double.MaxValue);
    }
}
