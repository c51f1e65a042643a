using System.Text.Json;
using SnapshotLambda.Core;

namespace SnapshotLambda.Tests.CleanUp;

public sealed class ResultSizeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(900)]
    public void A_result_stays_under_its_limit_and_loses_no_count(int regions)
    {
        var conclusion = new RunConclusion("run", DryRun: false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        var result = conclusion.Of([.. Enumerable.Range(0, regions).Select(RegionOf)]);

        var bounded = ResultSize.Bounded(result);

        Assert.True(JsonSerializer.SerializeToUtf8Bytes(bounded, WireTypes.Default.RunResult).Length <= 256 * 1024);
        Assert.Equal(result.Totals, bounded.Totals);
        Assert.Equal(result.Totals.Failed, bounded.Regions.Sum(region => region.Failed));
        Assert.True(bounded.Totals.AddUp && bounded.Regions.All(region => region.AddUp));
    }

    [Fact]
    public async Task So_does_one_that_names_every_error_twice()
    {
        await using var night = await Night.OverAsync("\"snapshots\": []");

        var result = await night.RunAsync($"{{ {string.Join(", ", Enumerable.Range(0, 500).Select(i => $"\"{new string('q', 90)}{i}\": {i}"))} }}");

        Assert.Equal(101, result.Errors!.Count);
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(result, WireTypes.Default.RunResult).Length <= ResultSize.Limit);
    }

    private static RegionResult RegionOf(int i) => new RegionConclusion("111122223333", $"region-{i}", DryRun: false, []).NotPlanned(RegionStatus.PartiallyFailed, "Some", new string('m', 450)) with
    {
        Scanned = 20,
        Failed = 20,
        Failures = [.. Enumerable.Range(0, 20).Select(j => new DeletionFailure($"snap-{j}", "Code", new string('f', 450), "request", 5))],
    };
}
