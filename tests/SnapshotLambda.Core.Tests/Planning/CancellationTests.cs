using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>A plan that takes too long ends where the deadline comes, whichever rules take the time.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    public void Ends_while_the_scope_is_judged(int asked) =>
        Ends(asked, (rule, snapshots) => new Inventory(new AskedList(snapshots, rule), new HashSet<string>(), []));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(98)]
    public void Ends_while_what_may_go_is_judged(int asked) =>
        Ends(asked, (rule, snapshots) => new Inventory(snapshots, new HashSet<string>(), [rule]));

    [Fact]
    public void A_plan_is_not_begun_when_it_is_too_late()
    {
        using var late = new CancellationTokenSource();
        late.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Planner.Plan(new Inventory([Given.Snapshot("s")], new HashSet<string>(), []), Given.NoFloor, Given.Now, late.Token));
    }

    private static void Ends(int after, Func<Counting, Snapshot[], Inventory> inventory)
    {
        using var deadline = new CancellationTokenSource();
        var rule = new Counting(after, deadline);
        Snapshot[] snapshots = [.. Enumerable.Range(0, 100).Select(i => Given.Snapshot($"snap-{i:D3}"))];
        var region = inventory(rule, snapshots);

        Assert.Throws<OperationCanceledException>(() => Planner.Plan(region, Given.NoFloor, Given.Now, deadline.Token));
        Assert.Equal(after + 1, rule.Asked);
    }

    /// <summary>Is asked so many times, and then the deadline comes.</summary>
    private sealed class Counting(int after, CancellationTokenSource deadline) : IRule
    {
        public int Asked { get; private set; }

        public Reason? WhyKeep(Snapshot snapshot)
        {
            if (Asked++ == after) deadline.Cancel();
            return null;
        }
    }

    /// <summary>A list whose snapshots are counted as they are taken.</summary>
    private sealed class AskedList(Snapshot[] snapshots, Counting counting) : IReadOnlyList<Snapshot>
    {
        public int Count => snapshots.Length;

        public Snapshot this[int index]
        {
            get
            {
                counting.WhyKeep(snapshots[index]);
                return snapshots[index];
            }
        }

        public IEnumerator<Snapshot> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }
}
