using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// What a whole dry run costs, from the process's start to the result: each build of the function, the script that it grew from, and the
/// AWS CLI, in turn on one endpoint.
/// </summary>
internal sealed class ProcessLimit : ILimit
{
    /// <summary>The AWS CLI takes minutes for a large fleet: of more snapshots than this it is run once.</summary>
    private const int OftenUpTo = 10_000;

    private const string Script = "script";
    private const string AwsCli = "AWS CLI";

    private static readonly string[] Columns = [Build.Native, Build.Managed, Build.Before, Script, AwsCli];

    private static readonly Bar[] Bars =
    [
        new(1_000, Build.Native, 0.15, 5),
        new(1_000, Build.Managed, 0.80),
        new(10_000, Build.Native, 0.30),
        new(10_000, Build.Managed, 1.1),
        new(100_000, Build.Native, 1.6, 6, 110),
        new(100_000, Build.Managed, 2.9, 5, 200),
    ];

    /// <inheritdoc/>
    public string Name => "process";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var builds = await bench.BuildsAsync(cancellationToken);
        var script = await Rivals.FindScriptAsync(cancellationToken);
        if (script is null) bench.Say($"   {Rivals.NoScript}");
        var cli = await Rivals.FindAwsCliAsync(bench.Clock, cancellationToken);
        if (cli is null) bench.Say($"   {Rivals.NoAwsCli}");
        List<(int Size, SideBySide Used)> rows = [];
        foreach (var size in bench.Settings.IsQuick ? [1_000, 5_000] : new[] { 100, 1_000, 10_000, 50_000, 100_000 })
        {
            await using var endpoint = await EndpointProcess.StartAsync(size, bench, cancellationToken);
            var used = new SideBySide();
            for (var run = 0; run < bench.Settings.Runs; run++)
            {
                foreach (var build in builds) used.Add(build.Name, await DryRun.RunAsync(build.Lambda, endpoint, cancellationToken));
                if (script is not null) used.Add(Script, await script.DryRunAsync(endpoint, cancellationToken));
                if (cli is not null && (run == 0 || size <= OftenUpTo))
                    used.Add(AwsCli, await cli.DryRunAsync(endpoint, cancellationToken));
            }

            rows.Add((size, used));
            bench.Say($"   {Text($"{size:N0}")} snapshots done");
        }

        return new Measurement(
            [.. Bars.Select(bar => bar.Of(rows.SingleOrDefault(row => row.Size == bar.Size).Used))], Details(rows, script, cli));
    }

    private static string Details(List<(int Size, SideBySide Used)> rows, Rival? script, Rival? cli)
    {
        string Table(string what, Func<SideBySide, string, string> cell) =>
            ResultTable.Markdown(
                [what, .. Columns],
                rows.Select(row => (string[])[Text($"{row.Size:N0}"), .. Columns.Select(column => cell(row.Used, column))]));
        return $"""
            Dry runs of so many snapshots in one region, whole processes in turn on one endpoint. In brackets the share of the script's. The script: {script?.Versions ?? "not measured"}.
            AWS CLI: `aws ec2 describe-snapshots` with the same rule as a query, {cli?.Versions ?? "not measured"}; once for more than {Text($"{OftenUpTo:N0}")} snapshots.

            {Table("CPU s", (used, column) => used.Cpu(column, Script))}
            {Table("wall s", (used, column) => used.Wall(column, Script))}
            {Table("peak MB", (used, column) => used.Peak(column, Script))}
            """;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>What a build may take for a fleet.</summary>
    /// <param name="Size">The fleet's size.</param>
    /// <param name="Name">The build.</param>
    /// <param name="Seconds">CPU time at most.</param>
    /// <param name="Share">How small a share of the script's CPU time, as its divisor; 0 for no such bar.</param>
    /// <param name="MiB">Memory at most; 0 for no such bar.</param>
    private sealed record Bar(int Size, string Name, double Seconds, double Share = 0, int MiB = 0)
    {
        public Finding Of(SideBySide? used)
        {
            var (ours, theirs) = (used?.Of(Name), used?.Of(Script));
            var what = Text($"plan of {Size:N0} snapshots in one region, dry run, whole process, {Name}: CPU against the seed's boto3 script{(MiB > 0 ? ", peak memory of the function" : "")}");
            var bar = Text($"at most {Seconds:0.00} s{(Share > 0 ? Text($" and 1/{Share}") : "")}{(MiB > 0 ? $", {MiB} MB" : "")}");
            if (ours is null || theirs is null) return new(what, bar, "not measured", null);
            var share = theirs.Cpu / ours.Cpu;
            return new(
                what,
                bar,
                Text($"{ours.Cpu.TotalSeconds:0.00} s, 1/{share:0.0} of {theirs.Cpu.TotalSeconds:0.00} s{(MiB > 0 ? Text($", {ours.PeakMiB:0} MB") : "")}"),
                ours.Cpu.TotalSeconds <= Seconds && share >= Share && (MiB == 0 || ours.PeakMiB <= MiB));
        }
    }
}
