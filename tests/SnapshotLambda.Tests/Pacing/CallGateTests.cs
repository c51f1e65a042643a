using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Pacing;

public sealed class CallGateTests
{
    [Fact]
    public async Task Lets_as_many_in_as_it_says_and_the_others_in_the_order_of_their_coming()
    {
        var gate = new CallGate(2);
        var first = await gate.EnterAsync(CancellationToken.None);
        var second = await gate.EnterAsync(CancellationToken.None);
        Task<IDisposable>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => gate.EnterAsync(CancellationToken.None))];
        Assert.All(waiting, one => Assert.False(one.IsCompleted));

        first.Dispose();
        for (var i = 0; i < waiting.Length; i++)
        {
            var turn = await waiting[i];
            Assert.All(waiting.Skip(i + 1), one => Assert.False(one.IsCompleted));
            turn.Dispose();
        }

        second.Dispose();
        Assert.True(gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
        Assert.True(gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
        Assert.False(gate.EnterAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task A_wait_that_is_given_up_takes_nobody_s_turn()
    {
        var gate = new CallGate(1);
        using var cancellation = new CancellationTokenSource();
        var turn = await gate.EnterAsync(CancellationToken.None);
        var givenUp = gate.EnterAsync(cancellation.Token);
        var next = gate.EnterAsync(CancellationToken.None);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        turn.Dispose();

        (await next).Dispose();
        Assert.True(gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_turn_that_is_ended_twice_counts_once()
    {
        var gate = new CallGate(1);
        var turn = await gate.EnterAsync(CancellationToken.None);

        turn.Dispose();
        turn.Dispose();

        Assert.True(gate.EnterAsync(CancellationToken.None).IsCompletedSuccessfully);
        Assert.False(gate.EnterAsync(CancellationToken.None).IsCompleted);
    }
}
