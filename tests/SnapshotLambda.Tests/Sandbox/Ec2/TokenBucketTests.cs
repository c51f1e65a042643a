using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox.Ec2;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class TokenBucketTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Starts_full_and_is_then_empty()
    {
        var bucket = new TokenBucket(3, 1, _time);
        Assert.Equal(3, TakeAll(bucket));
    }

    [Theory]
    [InlineData(0.19, 0)]
    [InlineData(0.2, 1)]
    [InlineData(1, 5)]
    [InlineData(3.5, 17)]
    [InlineData(1000, 100)]
    public void Refills_at_its_rate_up_to_its_capacity(double seconds, int tokens)
    {
        var bucket = new TokenBucket(100, 5, _time);
        TakeAll(bucket);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(tokens, TakeAll(bucket));
    }

    [Fact]
    public void Loses_nothing_by_being_asked_often()
    {
        var bucket = new TokenBucket(10, 5, _time);
        var taken = TakeAll(bucket);
        for (var tick = 0; tick < 1000; tick++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(7));
            taken += TakeAll(bucket);
        }

        Assert.InRange(taken, 44, 45);
    }

    private static int TakeAll(TokenBucket bucket)
    {
        var taken = 0;
        while (bucket.TryTake())
            taken++;
        return taken;
    }
}
