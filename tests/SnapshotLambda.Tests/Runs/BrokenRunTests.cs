using SnapshotLambda.Core.Results;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Idempotency;

namespace SnapshotLambda.Tests.Runs;

/// <summary>A bug that throws in the midst of the work.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class BrokenRunTests
{
    private readonly Deliveries _deliveries = new();

    [Fact]
    public async Task Is_not_said_to_have_done_nothing_nor_blamed_on_the_store()
    {
        var result = await _deliveries.DeliverAsync(() => throw new InvalidOperationException("the bug\nand more"));

        Assert.Equal((RunStatus.Failed, nameof(InvalidOperationException)), (result.Status, result.Reason));
        Assert.Equal("The run broke off, and may have deleted or marked snapshots before: the bug", result.Message);
        Assert.Contains("snapshot_deleted", result.NextStep, StringComparison.Ordinal);
        Assert.Single(_deliveries.Log.Of("unexpected_error"));
    }

    [Fact]
    public async Task Is_forgotten_so_that_the_next_delivery_goes_on()
    {
        await _deliveries.DeliverAsync(() => Task.FromException<RunResult>(new InvalidOperationException("the bug")));

        var next = await _deliveries.DeliverAsync(() => Task.FromResult(_deliveries.Done));

        Assert.Equal((RunStatus.Succeeded, false), (next.Status, next.Replayed));
    }
}
