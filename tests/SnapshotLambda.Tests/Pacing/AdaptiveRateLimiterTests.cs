using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Pacing;

public sealed class AdaptiveRateLimiterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Lets_a_burst_through_and_then_so_many_a_second()
    {
        var bucket = new AdaptiveRateLimiter(100, 5, _time);
        var turns = Enumerable.Range(0, 400).Select(_ => bucket.TakeAsync(TimeSpan.MaxValue)).ToList();
        Assert.Equal(100, turns.Count(turn => turn.IsCompleted));

        for (var second = 1; second <= 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await CompleteAsync(turns, Math.Min(400, 100 + (5 * second)));
        }
    }

    [Fact]
    public async Task Refuses_at_once_a_turn_that_would_come_too_late_and_takes_none()
    {
        var bucket = new AdaptiveRateLimiter(1, 0.5, _time);
        Assert.NotNull(await bucket.TakeAsync(TimeSpan.Zero));

        Assert.Null(await bucket.TakeAsync(TimeSpan.FromSeconds(1.9)));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(await bucket.TakeAsync(TimeSpan.Zero));
    }

    /// <summary>Waits until so many turns have come, however the threads are scheduled; more of them is a failure.</summary>
    private static async Task CompleteAsync(List<Task<Turn?>> turns, int expected)
    {
        while (turns.Count(turn => turn.IsCompleted) < expected) await Task.Yield();
        Assert.Equal(expected, turns.Count(turn => turn.IsCompleted));
    }
}
