using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>
/// Random nights, among faults: nothing is restored or tagged that the lists do not name, or that has not the run's tag; the sums add up; and
/// restores that follow end where one without faults ends.
/// </summary>
public sealed class RandomNightTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Only_what_the_lists_name_is_touched(int seed)
    {
        var random = new Random(seed);
        var night = new Night().WithResult();
        var named = Enumerable.Range(1, 40).Where(_ => random.Next(2) == 0).ToArray();
        for (var list = 0; list < 4; list++) night = night.WithList(list + 1, [.. named.Where(number => number % 4 == list)]);
        for (var number = 1; number <= 40; number++)
        {
            Tag[] tags = random.Next(4) switch
            {
                0 => [],
                1 => [new(OwnTags.Run, "another/run")],
                _ => [new(OwnTags.Run, night.Tag)],
            };
            if (random.Next(5) == 0) night = night.Present(number, tags);
            else if (random.Next(6) > 0) night = night.Binned(number, night.StartedAt.AddMinutes(random.Next(-20, 30)), tags);
        }

        var script = new FaultScript(
            [
                new FaultRule { Action = "*Tags", Fault = InjectedFault.LostReply, Rate = 0.2, Times = 3 },
                new FaultRule { Action = "Restore*", Fault = InjectedFault.LostReply, Rate = 0.2, Times = 5 },
                new FaultRule { Action = "*", Fault = InjectedFault.Throttle, Rate = 0.1, Times = 10 },
            ],
            seed);
        await using var scenario = await RestoreScenario.StartAsync(night, script.For);
        var before = scenario.In();
        var own = named.Select(Night.Id)
            .Where(id => (before.Bin.GetValueOrDefault(id)?.Snapshot ?? before.Snapshots.GetValueOrDefault(id))?.TagValue(OwnTags.Run) == night.Tag)
            .ToHashSet(StringComparer.Ordinal);

        await scenario.RestoreAsync($$"""{ "runId": "{{night.RunId}}" }""");
        var dry = scenario.In();
        var first = await scenario.RestoreAsync(RestoreTests.Real(night));
        var second = await scenario.RestoreAsync(RestoreTests.Real(night));

        Assert.Equal(before, dry);
        Assert.Equal(named.Length, first.Totals.Found);
        var after = scenario.In();
        foreach (var (id, binned) in before.Bin.Where(one => !own.Contains(one.Key))) Assert.Equal(binned, after.Bin[id]);
        foreach (var (id, snapshot) in before.Snapshots.Where(one => !own.Contains(one.Key))) Assert.Equal(snapshot, after.Snapshots[id]);
        Assert.All(after.Snapshots.Values.Where(one => own.Contains(one.Id)), one =>
            Assert.Equal([OwnTags.KeepUntil], one.Tags.Select(tag => tag.Key)));
        Assert.Equal(0, second.Totals.Restored);
        Assert.Equal(second.Totals.Failed > 0, second.Status is RunStatus.PartiallyFailed or RunStatus.Failed);
    }
}
