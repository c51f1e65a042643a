using System.Globalization;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>What a whole dry run costs, from the process's start to the result, against the script that the function grew from.</summary>
internal sealed class ProcessLimit : ILimit
{
    private const double CpuBar = 5;
    private const double MemoryBar = 200;

    /// <inheritdoc/>
    public string Name => "process";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var function = await bench.FunctionAsync(cancellationToken);
        var script = await SeedScript.FindAsync(cancellationToken);
        if (script is null) bench.Say($"   {SeedScript.Missing}");
        var sizes = bench.Settings.IsQuick ? [1_000, 5_000] : new[] { 1_000, 10_000, 50_000, 100_000 };
        var results = new List<(int Size, Usage Ours, Usage? Theirs)>();
        foreach (var size in sizes)
        {
            await using var endpoint = await EndpointProcess.StartAsync(size, bench, cancellationToken);
            List<Usage> ours = [], theirs = [];
            for (var run = 0; run < bench.Settings.Runs; run++)
            {
                ours.Add(await DryRun.RunAsync(function, endpoint, cancellationToken));
                if (script is not null) theirs.Add(await script.RunAsync(endpoint, cancellationToken));
            }

            results.Add((size, Usage.Median(ours), theirs.Count == 0 ? null : Usage.Median(theirs)));
            bench.Say($"   {Text($"{size:N0}")} snapshots done");
        }

        var (largest, our, their) = results[^1];
        return new Measurement(
            [
                new Finding(
                    Text($"plan of {largest:N0} snapshots in one region, dry run, whole process: CPU against the seed's boto3 script"),
                    "at most 1/5",
                    their is null ? SeedScript.Missing : Text($"1/{their.Cpu / our.Cpu:0.0} ({our.Cpu.TotalSeconds:0.00} against {their.Cpu.TotalSeconds:0.00} s)"),
                    their is null ? null : their.Cpu / our.Cpu >= CpuBar),
                new Finding(Text($"the same: peak memory of the function"), "under 200 MB", Text($"{our.PeakMiB:0} MB"), our.PeakMiB < MemoryBar),
            ],
            Details(results, script));
    }

    private static string Details(List<(int Size, Usage Ours, Usage? Theirs)> results, SeedScript? script) =>
        $"Whole process, function against script ({script?.Versions ?? "not measured"}), on the same endpoint in turn:\n\n" + ResultTable.Markdown(
            ["snapshots", "CPU s", "wall s", "peak MB"],
            results.Select(result => new[]
            {
                Text($"{result.Size:N0}"),
                Against(result.Ours.Cpu.TotalSeconds, result.Theirs?.Cpu.TotalSeconds, "0.00"),
                Against(result.Ours.Wall.TotalSeconds, result.Theirs?.Wall.TotalSeconds, "0.00"),
                Against(result.Ours.PeakMiB, result.Theirs?.PeakMiB, "0"),
            }));

    private static string Against(double ours, double? theirs, string format) =>
        theirs is { } number
            ? Text($"{ours.ToString(format, CultureInfo.InvariantCulture)} against {number.ToString(format, CultureInfo.InvariantCulture)} (1/{number / ours:0.0})")
            : ours.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
