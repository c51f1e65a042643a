using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>What the second invocation costs of a process that Lambda kept, beside the first, which pays for the start.</summary>
internal sealed class WarmLimit : ILimit
{
    private const int Size = 1_000;
    private const string Second = ", second";

    /// <inheritdoc/>
    public string Name => "warm";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var builds = await bench.BuildsAsync(cancellationToken);
        await using var endpoint = await EndpointProcess.StartAsync(Size, bench, cancellationToken);
        var used = new SideBySide();
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            foreach (var build in builds)
            {
                var (first, second) = await DryRun.RunTwiceAsync(build.Lambda, endpoint, cancellationToken);
                used.Add(build.Name, first);
                used.Add(build.Name + Second, second);
            }
        }

        return new Measurement(
            [.. builds.Where(build => build.Name != Build.Before).Select(build => Finding(build.Name, used))], Details(builds, used));
    }

    private static Finding Finding(string name, SideBySide used)
    {
        var (first, second) = (used.Of(name)!.Cpu, used.Of(name + Second)!.Cpu);
        return new(
            FormattableString.Invariant($"second dry run of {Size:N0} snapshots in one process, {name}: CPU"),
            "less than the first's",
            FormattableString.Invariant($"{second.TotalSeconds:0.00} against {first.TotalSeconds:0.00} s"),
            second < first);
    }

    private static string Details(IReadOnlyList<Build> builds, SideBySide used) =>
        FormattableString.Invariant($"Two dry runs of {Size:N0} snapshots in one process. The first counts from the process's start, the second from its event:\n\n") + ResultTable.Markdown(
            ["two invocations", "CPU s: first", "second", "wall s: first", "second", "peak MB"],
            builds.Select(build => (string[])
            [
                build.Name, used.Cpu(build.Name), used.Cpu(build.Name + Second), used.Wall(build.Name), used.Wall(build.Name + Second),
                used.Peak(build.Name + Second),
            ]));
}
