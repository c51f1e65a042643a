using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using SnapshotLambda.Benchmarks.Results;
using Summary = BenchmarkDotNet.Reports.Summary;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>How long the planner alone takes, and what it allocates for a snapshot that stays.</summary>
internal sealed class PlannerLimit : ILimit
{
    private const double SecondsBar = 2;

    /// <summary>What is not the snapshots' is spread over them; less than a byte for each is not theirs.</summary>
    private const double BytesBar = 1;

    /// <inheritdoc/>
    public string Name => "planner";

    /// <inheritdoc/>
    public Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        PlannerBenchmark.Snapshots = bench.Settings.IsQuick ? 50_000 : 1_000_000;
        var job = Job.Default.WithToolchain(InProcessNoEmitToolchain.DontLogOutput)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(2)
            .WithIterationCount(bench.Settings.Runs);
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(bench.PathOf("planner"))
                .WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<PlannerBenchmark>(config);
        var errors = summary.ValidationErrors.Where(error => error.IsCritical).Select(error => error.Message).ToList();
        if (errors.Count > 0) throw new InvalidOperationException(string.Join('\n', errors));
        var (seconds, bytes) = Of(summary, nameof(PlannerBenchmark.Nightly));
        var (keptSeconds, keptBytes) = Of(summary, nameof(PlannerBenchmark.AllKept));
        return Task.FromResult(new Measurement(
            [
                new Finding(
                    Text($"planner alone, {PlannerBenchmark.Snapshots:N0} snapshots"),
                    "under 2 s",
                    Text($"{seconds:0.00} s"),
                    seconds < SecondsBar),
                new Finding(
                    "the same: bytes allocated for each kept snapshot beyond its decision",
                    "none",
                    Text($"{keptBytes - PlannerBenchmark.DecisionBytes:0.0}, where all are kept"),
                    keptBytes - PlannerBenchmark.DecisionBytes < BytesBar),
            ],
            Text($"""
                Planner alone, for each of {PlannerBenchmark.Snapshots:N0} snapshots: {bytes:0.0} bytes in {1e9 * seconds / PlannerBenchmark.Snapshots:0} ns where a third would go, of which {PlannerBenchmark.DecisionBytes}
                are its decision (a snapshot, a reason and a policy: three references in an array) and the rest the list of
                candidates, the floors of volumes and the digest; {keptBytes:0.0} bytes in {1e9 * keptSeconds / PlannerBenchmark.Snapshots:0} ns where all are too young.
                """)));
    }

    private static (double Seconds, double BytesEach) Of(Summary summary, string name)
    {
        var report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == name);
        return (report.ResultStatistics!.Median / 1e9,
            (double)report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase)!.Value / PlannerBenchmark.Snapshots);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
