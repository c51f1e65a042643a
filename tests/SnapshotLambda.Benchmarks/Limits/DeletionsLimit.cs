using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// What a real run costs that deletes, at an endpoint without request limits and with a pace that never waits: so CPU time is what is
/// measured. Each run has a fleet of its own, and deletes all of it.
/// </summary>
internal sealed class DeletionsLimit : ILimit
{
    private const string Script = "script";

    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    /// <summary>The highest that the settings take.</summary>
    private static readonly (int Burst, double PerSecond) NoPace = (10_000, 1000);

    /// <inheritdoc/>
    public string Name => "deletions";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var size = bench.Settings.IsQuick ? 200 : 5_000;
        var builds = await bench.BuildsAsync(cancellationToken);
        var script = await Rivals.FindScriptAsync(cancellationToken);
        if (script is null) bench.Say($"   {Rivals.NoScript}");
        var used = new SideBySide();
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            foreach (var build in builds)
                used.Add(build.Name, await OnFleetOfItsOwnAsync(endpoint => DeleteAsync(build.Lambda, endpoint, size, cancellationToken)));
            if (script is not null)
                used.Add(Script, await OnFleetOfItsOwnAsync(endpoint => script.RealRunAsync(endpoint, cancellationToken)));
        }

        return new Measurement(
            [.. builds.Where(build => build.Name != Build.Before).Select(build => Finding(build.Name, size, used))],
            Details(builds, script, size, used));

        async Task<Usage> OnFleetOfItsOwnAsync(Func<EndpointProcess, Task<Usage>> deleteAsync)
        {
            var world = OldFleet.Of([LambdaProcess.Region], size, young: 0, bench.Clock.GetUtcNow());
            await using var endpoint = await EndpointProcess.StartAsync(world, bench, cancellationToken);
            return await deleteAsync(endpoint);
        }
    }

    private static async Task<Usage> DeleteAsync(
        PublishedLambda function, EndpointProcess endpoint, int size, CancellationToken cancellationToken)
    {
        var invocation = await RealRun.RunAsync(function, endpoint.Url, [LambdaProcess.Region], NoPace, Remaining, cancellationToken);
        return invocation.Total("deleted") == size
            ? invocation.Used
            : throw new InvalidOperationException($"Not all was deleted: {invocation.Json}");
    }

    private static Finding Finding(string name, int size, SideBySide used)
    {
        var (ours, theirs) = (used.Of(name)!, used.Of(Script));
        return new(
            FormattableString.Invariant($"real run that deletes {size:N0} snapshots, no request limits, {name}: CPU against the script"),
            "at most the script's",
            theirs is null
                ? "not measured"
                : FormattableString.Invariant($"{ours.Cpu.TotalSeconds:0.00} against {theirs.Cpu.TotalSeconds:0.00} s"),
            theirs is null ? null : ours.Cpu <= theirs.Cpu);
    }

    private static string Details(IReadOnlyList<Build> builds, Rival? script, int size, SideBySide used) =>
        FormattableString.Invariant($"A real run that deletes all of {size:N0} snapshots, at an endpoint without request limits and with `deleteBurst` {NoPace.Burst}. In brackets the share of the script's.\n")
        + "The function also looks at each hundred once more before it deletes them; the script just deletes:\n\n" + ResultTable.Markdown(
            ["deletions", "CPU s", "wall s", "peak MB"],
            builds.Select(build => build.Name)
                .Concat(script is null ? [] : [Script])
                .Select(name => (string[])[name, used.Cpu(name, Script), used.Wall(name, Script), used.Peak(name, Script)]));
}
