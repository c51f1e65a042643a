using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>How much longer than one region the 17 take that every account has, deleting as much in each at the default pace.</summary>
internal sealed class RegionsLimit : ILimit
{
    private const double Bar = 1.5;
    private const int MostRuns = 3;

    /// <summary>The regions that are enabled in every account.</summary>
    public static readonly string[] Regions =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
        "eu-central-1", "eu-north-1",
        "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    private static readonly (int Burst, double PerSecond) DefaultPace = (80, 4);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "regions";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var each = bench.Settings.IsQuick ? 100 : 200;
        List<double> one = [], all = [];
        for (var run = 0; run < (bench.Settings.IsQuick ? 1 : Math.Min(bench.Settings.Runs, MostRuns)); run++)
        {
            one.Add(await SecondsAsync(bench, [LambdaProcess.Region], each, cancellationToken));
            all.Add(await SecondsAsync(bench, Regions, each, cancellationToken));
        }

        var ratio = Median.Of(all) / Median.Of(one);
        return new Measurement([
            new Finding(
                FormattableString.Invariant($"{Regions.Length} regions at once, {each} deletions in each, against one"),
                FormattableString.Invariant($"wall time under {Bar} ×"),
                FormattableString.Invariant($"{ratio:0.00} × ({Median.Of(all):0.0} against {Median.Of(one):0.0} s)"),
                ratio < Bar),
        ]);
    }

    private static async Task<double> SecondsAsync(Bench bench, string[] regions, int each, CancellationToken cancellationToken)
    {
        var world = OldFleet.Of(regions, each, young: 0, bench.Clock.GetUtcNow());
        await using var sandbox = await SandboxServer.StartAsync(
            world, new SandboxOptions { Latency = Latency, Time = bench.Clock }, cancellationToken);
        var invocation = await RealRun.RunAsync(
            await bench.FunctionAsync(cancellationToken), sandbox.Url, regions, DefaultPace, Remaining, cancellationToken);
        return invocation.Total("deleted") == each * regions.Length
            ? invocation.Wall.TotalSeconds
            : throw new InvalidOperationException($"Not all was deleted: {invocation.Json}");
    }
}
