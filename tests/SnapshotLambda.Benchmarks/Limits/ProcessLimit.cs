using System.Globalization;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// What a whole dry run costs, from the process's start to the result, against the script that the function grew from: as a native program
/// and as the managed assembly, in turn with the script on one endpoint.
/// </summary>
internal sealed class ProcessLimit : ILimit
{
    private const double MemoryBar = 200;

    /// <summary>How small a share of the script's CPU time each build may take, by the fleet's size.</summary>
    private static readonly (int Size, bool IsNative, double Bar)[] Bars = [(1_000, true, 5), (100_000, true, 6), (100_000, false, 5)];

    /// <inheritdoc/>
    public string Name => "process";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var managed = await bench.FunctionAsync(cancellationToken);
        var native = await bench.NativeAsync(cancellationToken);
        var script = await SeedScript.FindAsync(cancellationToken);
        if (script is null) bench.Say($"   {SeedScript.Missing}");
        List<Row> rows = [];
        foreach (var size in bench.Settings.IsQuick ? [1_000, 5_000] : new[] { 100, 1_000, 10_000, 50_000, 100_000 })
        {
            await using var endpoint = await EndpointProcess.StartAsync(size, bench, cancellationToken);
            List<Usage> ofNative = [], ofManaged = [], ofScript = [];
            for (var run = 0; run < bench.Settings.Runs; run++)
            {
                if (native is not null) ofNative.Add(await DryRun.RunAsync(native, endpoint, cancellationToken));
                ofManaged.Add(await DryRun.RunAsync(managed, endpoint, cancellationToken));
                if (script is not null) ofScript.Add(await script.RunAsync(endpoint, cancellationToken));
            }

            rows.Add(new(size, MedianOf(ofNative), MedianOf(ofManaged)!, MedianOf(ofScript)));
            bench.Say($"   {Text($"{size:N0}")} snapshots done");
        }

        var largest = rows[^1];
        return new Measurement(
            [
                .. Bars.Select(bar => Compared(bar.Size, bar.IsNative, bar.Bar, rows.SingleOrDefault(row => row.Size == bar.Size))),
                new Finding(Text($"the same: peak memory of the function"), "under 200 MB", Text($"{largest.Managed.PeakMiB:0} MB"), largest.Managed.PeakMiB < MemoryBar),
            ],
            Details(rows, script, PackagesOf(managed)));
    }

    private static Usage? MedianOf(List<Usage> runs) => runs.Count == 0 ? null : Usage.Median(runs);

    private static Finding Compared(int size, bool isNative, double bar, Row? row)
    {
        var (ours, theirs) = (isNative ? row?.Native : row?.Managed, row?.Script);
        return new(
            Text($"plan of {size:N0} snapshots in one region, dry run, whole process, {(isNative ? "native" : "managed")}: CPU against the seed's boto3 script"),
            Text($"at most 1/{bar}"),
            ours is null || theirs is null ? "not measured" : Text($"1/{theirs.Cpu / ours.Cpu:0.0} ({ours.Cpu.TotalSeconds:0.00} against {theirs.Cpu.TotalSeconds:0.00} s)"),
            ours is null || theirs is null ? null : theirs.Cpu / ours.Cpu >= bar);
    }

    private static string Details(List<Row> rows, SeedScript? script, string packages) =>
        $"Whole process, on {packages}: the native program, the managed assembly and the script ({script?.Versions ?? "not measured"}), on the same endpoint in turn. "
        + "In brackets the share of the script's:\n\n" + ResultTable.Markdown(
            ["snapshots", "CPU s: native", "managed", "script", "wall s: native", "managed", "script", "peak MB: native", "managed", "script"],
            rows.Select(row => (string[])
            [
                Text($"{row.Size:N0}"),
                .. Columns(row, usage => usage.Cpu.TotalSeconds, "0.00"),
                .. Columns(row, usage => usage.Wall.TotalSeconds, "0.00"),
                .. Columns(row, usage => usage.PeakMiB, "0"),
            ]));

    private static IEnumerable<string> Columns(Row row, Func<Usage, double> of, string format) =>
        ((Usage?[])[row.Native, row.Managed]).Select(ours =>
            ours is null ? "-"
            : row.Script is null ? of(ours).ToString(format, CultureInfo.InvariantCulture)
            : Text($"{of(ours).ToString(format, CultureInfo.InvariantCulture)} (1/{of(row.Script) / of(ours):0.0})"))
        .Append(row.Script is null ? "-" : of(row.Script).ToString(format, CultureInfo.InvariantCulture));

    /// <summary>Which packages of Lambda and Powertools the function was built on.</summary>
    private static string PackagesOf(PublishedLambda managed) =>
        File.ReadAllText(Path.ChangeExtension(managed.Assembly, ".deps.json")).Contains(".999.0\"", StringComparison.Ordinal) ? "the stand-ins of eng/fallback-packages" : "the genuine packages";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>The medians of one size.</summary>
    private sealed record Row(int Size, Usage? Native, Usage Managed, Usage? Script);
}
