using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>The most memory that a dry run of one region takes, at EC2's quota of snapshots and at three times that.</summary>
internal sealed class MemoryLimit : ILimit
{
    private const int LambdaMiB = 512;
    private const int MostRuns = 3;

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var function = await bench.FunctionAsync(cancellationToken);
        List<Finding> findings = [];
        foreach (var (size, bar) in bench.Settings.IsQuick ? [(10_000, LambdaMiB)] : new[] { (100_000, 200), (300_000, LambdaMiB) })
        {
            await using var endpoint = await EndpointProcess.StartAsync(size, bench, cancellationToken);
            List<Usage> runs = [];
            while (runs.Count < Math.Min(
                bench.Settings.Runs, MostRuns)) runs.Add(await DryRun.RunAsync(function, endpoint, cancellationToken));
            var peak = runs.Max(run => run.PeakMiB);
            findings.Add(new Finding(
                FormattableString.Invariant($"peak memory of the function, {size:N0} snapshots in one region, dry run"),
                FormattableString.Invariant($"under {bar} MB"),
                FormattableString.Invariant($"{peak:0} MB, the most of {runs.Count}"),
                peak < bar));
        }

        return new Measurement(findings);
    }
}
