using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Tests.Aws;
using SnapshotLambda.Tests.Execution;

namespace SnapshotLambda.Tests.Reading;

/// <summary>A region that is read while another has used the budget up and goes on.</summary>
public sealed class InventoryBudgetTests
{
    private static readonly PlanInputs NothingElse = Inputs.Default
        .Retaining(retention => retention with { KeepLatestPerVolume = 0 })
        .Guarded(safeguards => safeguards with { SkipGuards = Guard.All.Where(GuardListings.Has).Select(guard => guard.Name).ToHashSet() });

    [Fact]
    public async Task Is_read_to_its_end_when_its_last_page_came()
    {
        using var server = new ScriptedServer(Documents.Snapshots(Documents.Snapshot("snap-1")));
        var budget = new MemoryBudget(1 * MemoryBudget.BytesWhileRead);
        using var other = await UseUpAsync(budget);
        using var share = budget.Enter();

        var inventory = await ReadAsync(server.Ec2(), share).WaitAsync(HangGuard.Limit, TimeProvider.System);

        Assert.Single(inventory.Snapshots);
    }

    [Fact]
    public async Task Waits_before_it_asks_for_another_page_until_the_other_is_done()
    {
        using var server = new ScriptedServer(
            Documents.Snapshots(Documents.Snapshot("snap-1"), "token"), Documents.Snapshots(Documents.Snapshot("snap-2")));
        var budget = new MemoryBudget(1 * MemoryBudget.BytesWhileRead);
        using var other = await UseUpAsync(budget);
        using var share = budget.Enter();
        var isWaiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var real = server.Ec2();
        using var ec2 = new ScriptedEc2(
            () => { }, isStillThere: true)
        {
            Snapshots = (cancel, beforeNext) => real.ListSnapshotsAsync(cancel, WaitAsync(beforeNext!)),
        };

        var reading = ReadAsync(ec2, share);

        Assert.Same(isWaiting.Task, await Task.WhenAny(isWaiting.Task, reading).WaitAsync(HangGuard.Limit, TimeProvider.System));
        Assert.Single(server.Requests);
        other.Dispose();
        Assert.Equal(["snap-1", "snap-2"], (await reading).Snapshots.Select(snapshot => snapshot.Id));

        Func<CancellationToken, Task> WaitAsync(Func<CancellationToken, Task> beforeNext) => cancel =>
        {
            var wait = beforeNext(cancel);
            if (!wait.IsCompleted) isWaiting.SetResult();
            return wait;
        };
    }

    private static async Task<MemoryBudget.Share> UseUpAsync(MemoryBudget budget)
    {
        var share = budget.Enter();
        share.Add(1);
        await share.WaitAsync(CancellationToken.None);
        return share;
    }

    private static Task<Inventory> ReadAsync(IEc2 ec2, MemoryBudget.Share share) =>
        new InventoryReader(
            ec2,
            NothingElse,
            mayBeDenied: false,
            share,
            history: null,
            new RunLog(new CapturedLog(), "run-1").Region(Scenario.Account, "us-east-1", verbose: false))
            .ReadAsync(CancellationToken.None);
}
