using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>
/// A night that is cleaned and taken back, and the next one: it deletes none of what came back, wherever the restore ended.
/// </summary>
public sealed class NextNightTests
{
    [Fact]
    public async Task The_next_night_deletes_none_of_what_came_back()
    {
        await using var scenario = await CleanedAsync();

        var (_, runId) = await NightAsync(scenario);
        var restored = await scenario.RestoreAsync($$"""{ "runId": "{{runId}}", "dryRun": false }""");
        var next = await scenario.CleanUpAsync();

        Assert.Equal((RunStatus.Succeeded, 20), (restored.Status, restored.Totals.Restored));
        Assert.Equal((RunStatus.Succeeded, 0), (next.Status, next.Totals.Deleted));
        Assert.Equal(20, next.Totals.Kept["KeepUntil"]);
    }

    // Each number of calls after which nothing reaches AWS any more, as if the process were gone.
    [Fact]
    public async Task Ended_after_any_call_the_next_night_deletes_none_and_a_second_restore_converges()
    {
        for (var last = 1; ; last++)
        {
            var (left, isOn) = (int.MaxValue, true);
            await using var scenario = await CleanedAsync(_ => isOn && Interlocked.Decrement(ref left) < 0 ? InjectedFault.ResetBefore : null);
            var (deleted, runId) = await NightAsync(scenario);
            left = last;
            var first = await scenario.RestoreAsync($$"""{ "runId": "{{runId}}", "dryRun": false }""");
            isOn = false;

            var back = scenario.In().Snapshots.Keys.Intersect(deleted, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            await scenario.CleanUpAsync();
            var still = scenario.In().Snapshots.Keys.ToHashSet(StringComparer.Ordinal);
            var second = await scenario.RestoreAsync($$"""{ "runId": "{{runId}}", "dryRun": false }""");

            Assert.Subset(still, back);
            Assert.Equal(RunStatus.Succeeded, second.Status);
            Assert.Empty(scenario.In().Bin);
            Assert.All(deleted, id => Assert.Equal([OwnTags.KeepUntil], scenario[id].Tags.Select(tag => tag.Key)));
            if (first.Status is RunStatus.Succeeded) break;
        }
    }

    private static async Task<RestoreScenario> CleanedAsync(Func<ApiCall, InjectedFault?>? faults = null)
    {
        var night = Enumerable.Range(1, 20).Aggregate(new Night(), (one, number) => one.Present(number));
        return await RestoreScenario.StartAsync(night, faults);
    }

    private static async Task<(IReadOnlyList<string> Deleted, string RunId)> NightAsync(RestoreScenario scenario)
    {
        var result = await scenario.CleanUpAsync();
        Assert.Equal((RunStatus.Succeeded, 20), (result.Status, result.Totals.Deleted));
        return ([.. scenario.In().Bin.Keys], result.RunId);
    }
}
