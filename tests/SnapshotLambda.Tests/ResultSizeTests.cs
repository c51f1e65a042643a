using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.Tests;

public sealed class ResultSizeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(900)]
    public void A_result_stays_under_its_limit_and_loses_no_count(int regions)
    {
        var builder = new RunResultBuilder("run", DryRun: false, DateTimeOffset.UnixEpoch);
        var result = builder.Of([.. Enumerable.Range(0, regions).Select(RegionOf)]);

        var bounded = ResultSize.Bounded(result);

        Assert.True(JsonSerializer.SerializeToUtf8Bytes(bounded, WireTypes.Default.RunResult).Length <= ResultSize.Limit);
        Assert.Equal(result.Totals, bounded.Totals);
        Assert.Equal(result.Totals.Failed, bounded.Regions.Sum(region => region.Failed));
        Assert.True(bounded.Totals.AddUp && bounded.Regions.All(region => region.AddUp));
    }

    [Fact]
    public async Task So_does_one_that_names_every_error_twice()
    {
        await using var night = await Scenario.OverAsync(""" "snapshots": [] """);

        var result = await night.RunAsync(
            $"{{ {string.Join(", ", Enumerable.Range(0, 500).Select(i => $""" "{new string('q', 90)}{i}": {i} """))} }}");

        Assert.Equal(101, result.Errors!.Count);
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(result, WireTypes.Default.RunResult).Length <= ResultSize.Limit);
    }

    [Fact]
    public void Whatever_its_fields_hold_it_keeps_its_bound_and_its_counts_and_says_what_is_left_out() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var result = new HostileResult(seed).Result;

            var bounded = ResultSize.Bounded(result);

            var json = JsonSerializer.SerializeToUtf8Bytes(bounded, WireTypes.Default.RunResult);
            Assert.InRange(json.Length, 1, ResultSize.Limit);
            Assert.Equal(SizeOf(result) <= ResultSize.Limit, bounded.LeftOut is null);
            Assert.Equal(Counts(result.Totals), Counts(bounded.Totals));
            Assert.Equal(Counts(result.Totals), Counts(Totals.Of(bounded.Regions, result.DryRun)));
            Assert.Equal(
                (result.Status, result.ExitCode, result.DryRun, result.FinishedAt),
                (bounded.Status, bounded.ExitCode, bounded.DryRun, bounded.FinishedAt));
            Assert.True(bounded.Totals.AddUp && bounded.Regions.All(region => region.AddUp));
            Assert.Equal(RunResultBuilder.Badness(Worst(result)), RunResultBuilder.Badness(Worst(bounded)));
            Assert.NotNull(ResultJson.TryRead(System.Text.Encoding.UTF8.GetString(json)));
            Assert.Same(bounded, ResultSize.Bounded(bounded));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void What_is_small_is_the_same()
    {
        var result = new RunResultBuilder("run", DryRun: false, DateTimeOffset.UnixEpoch).Of([RegionOf(1)]);
        Assert.Same(result, ResultSize.Bounded(result));
    }

    private static int SizeOf(RunResult result) => JsonSerializer.SerializeToUtf8Bytes(result, WireTypes.Default.RunResult).Length;

    private static RegionStatus Worst(RunResult result) => result.Regions.Select(region => region.Status).MaxBy(RunResultBuilder.Badness);

    private static string Counts(Totals totals) => JsonSerializer.Serialize(totals);

    private static RegionResult RegionOf(int i) => new RegionResultBuilder("111122223333", $"region-{i}", DryRun: false, [])
        .NotPlanned(RegionStatus.PartiallyFailed, "Some", new string('m', 450)) with
    {
        Scanned = 20,
        Failed = 20,
        Failures = [.. Enumerable.Range(0, 20).Select(j => new SnapshotFailure($"snap-{j}", "Code", new string('f', 450), "request", 5))],
    };
}
