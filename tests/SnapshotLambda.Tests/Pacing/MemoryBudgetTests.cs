using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Pacing;

public sealed class MemoryBudgetTests
{
    [Fact]
    public void Lets_everybody_go_on_while_there_is_room()
    {
        var budget = new MemoryBudget(100 * MemoryBudget.BytesWhileRead);

        Assert.All(Enumerable.Range(0, 9), _ =>
        {
            var share = budget.Enter();
            share.Add(10);
            Assert.True(share.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
        });
    }

    [Fact]
    public async Task Lets_one_go_on_where_there_is_none_and_the_next_when_that_one_is_done()
    {
        var budget = new MemoryBudget(100 * MemoryBudget.BytesWhileRead);
        using var first = budget.Enter();
        using var second = budget.Enter();
        using var third = budget.Enter();
        first.Add(99);
        await first.WaitAsync(CancellationToken.None);

        second.Add(50);
        await second.WaitAsync(CancellationToken.None);
        first.Add(1);
        third.Add(1);
        var (waiting, thirds) = (first.WaitAsync(CancellationToken.None), third.WaitAsync(CancellationToken.None));
        second.Add(500);
        await second.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted || thirds.IsCompleted);
        second.Dispose();

        var next = await Task.WhenAny(waiting, thirds);
        Assert.NotEqual(waiting.IsCompleted, thirds.IsCompleted);
        (next == waiting ? first : third).Dispose();
        await Task.WhenAll(waiting, thirds);
    }

    [Fact]
    public async Task Ends_a_wait_when_it_is_told_to_and_leaves_its_turn_to_others()
    {
        var budget = new MemoryBudget(10 * MemoryBudget.BytesWhileRead);
        using var end = new CancellationTokenSource();
        using var first = budget.Enter();
        using var late = budget.Enter();
        using var other = budget.Enter();
        first.Add(10);
        await first.WaitAsync(CancellationToken.None);
        var waiting = late.WaitAsync(end.Token);
        var others = other.WaitAsync(CancellationToken.None);

        await end.CancelAsync();

        Assert.Contains("memory", (await Assert.ThrowsAsync<DeadlineException>(() => waiting)).Message, StringComparison.Ordinal);
        late.Dispose();
        first.Dispose();
        await others;
    }

    [Fact]
    public void Holds_no_more_than_it_says_and_brings_everybody_to_an_end() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), HoldsAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public async Task What_is_held_while_a_plan_is_carried_out_counts_until_its_region_is_done()
    {
        const int page = MemoryBudget.BytesWhileRead / MemoryBudget.BytesWhilePlanned;
        var budget = new MemoryBudget(100 * MemoryBudget.BytesWhileRead);
        using var reading = budget.Enter();
        reading.Add(100);
        Assert.Equal(90 * page, reading.KeepPlanned(90 * page, atLeast: 0));

        using var next = budget.Enter();
        next.Add(11);
        await next.WaitAsync(CancellationToken.None);
        using var third = budget.Enter();
        third.Add(1);
        var waiting = third.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        // Of those behind it no more are held than there is room for, but for what each may hold.
        Assert.Equal(9 * page, next.KeepPlanned(50 * page, atLeast: 3));
        reading.Dispose();
        await waiting;
        Assert.Equal(3, third.KeepPlanned(3, atLeast: 3));
    }

    [Fact]
    public void Where_nothing_is_left_each_still_holds_the_least()
    {
        var budget = new MemoryBudget(MemoryBudget.BytesWhileRead);
        using var first = budget.Enter();
        first.Add(100);
        using var second = budget.Enter();

        Assert.Equal(7, second.KeepPlanned(50, atLeast: 7));
        Assert.Equal(5, second.KeepPlanned(5, atLeast: 5));
    }

    private static async Task HoldsAsync(int seed)
    {
        var random = new Random(seed);
        var (most, page) = (random.Next(1, 200), random.Next(1, 20));
        int[] sizes = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(0, 120))];
        var budget = new MemoryBudget(most * MemoryBudget.BytesWhileRead);
        long held = 0, highest = 0;

        await Task.WhenAll(sizes.Select(size => Task.Run(async () =>
        {
            long mine = 0;
            using var share = budget.Enter();
            for (var left = size; left > 0; left -= page)
            {
                // Whoever never gives way to the others runs to its end before they have read anything.
                await Task.Yield();
                var count = Math.Min(left, page);
                mine += count;
                InterlockedMax(ref highest, Interlocked.Add(ref held, count));
                share.Add(count);
                if (left > page) await share.WaitAsync(CancellationToken.None);
            }

            Interlocked.Add(ref held, -mine);
        })));

        Assert.InRange(highest, 0, most + sizes.Max() + (page * sizes.Length));
    }

    private static void InterlockedMax(ref long place, long value)
    {
        for (var known = Interlocked.Read(ref place); value > known;)
        {
            var before = Interlocked.CompareExchange(ref place, value, known);
            if (before == known) return;
            known = before;
        }
    }
}
