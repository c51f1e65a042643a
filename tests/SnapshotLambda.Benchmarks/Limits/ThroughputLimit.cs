using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// How much of EC2's bucket for DeleteSnapshot a run gets done, alone and beside another client; counted in the endpoint's own log.
/// </summary>
internal sealed class ThroughputLimit : ILimit
{
    private const int Burst = 100;
    private const double PerSecond = 5;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);

    /// <summary>From the event to the first deletion, at most.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public string Name => "throughput";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromSeconds(bench.Settings.IsQuick ? 15 : bench.Settings.IsLong ? 300 : 60);
        List<Finding> findings = [];
        foreach (var scene in Scenes)
        {
            var now = await DeleteAsync(bench, await bench.FunctionAsync(cancellationToken), time, scene, cancellationToken);
            var before = await bench.BeforeAsync(cancellationToken) is { } earlier
                ? await DeleteAsync(bench, earlier, time, scene, cancellationToken)
                : null;
            findings.Add(new Finding(
                Text($"deletions in {time.TotalSeconds} s against a bucket of {Burst} refilled at {PerSecond}/s, {Latency.TotalMilliseconds} ms latency: {scene.Name}"),
                scene.Bar,
                $"{Told(now)}{(before is null ? "" : $" (before: {Told(before)})")}",
                now.Failed == 0 && scene.IsKept(now)));
        }

        return new Measurement(findings);
    }

    private static readonly Scene[] Scenes =
    [
        new(
            "alone, with `deleteRatePerSecond` 5 and `deleteBurst` 100",
            (Burst, PerSecond),
            "at least 98 % of 100 + 5t, at most 1 % of requests throttled",
            count => count is { Share: >= 0.98, ThrottledShare: <= 0.01 }),
        new("alone, with the defaults", (80, 4), "at least 98 % of 80 + 4t", count => count is { Share: >= 0.98 }) { IsOwnPace = true },
        new(
            "while another client takes half of the refill",
            (Burst, PerSecond),
            "at least 90 % of what is left, no failed deletion",
            count => count is { Share: >= 0.9 }) { RivalPerSecond = PerSecond / 2 },
        new(
            "where 20 % of all requests are throttled at random",
            (Burst, PerSecond),
            "at least 60 % of 100 + 5t, no failed deletion",
            count => count is { Share: >= 0.6 }) { Refused = 0.2 },
    ];

    private static string Told(DeletionCount count) =>
        $"{count.Share:P1} ({count.Deleted} of {count.Left:0}), {count.ThrottledShare:P1} of requests throttled, {count.Failed} failed";

    private static async Task<DeletionCount> DeleteAsync(
        Bench bench, PublishedLambda function, TimeSpan time, Scene scene, CancellationToken cancellationToken)
    {
        var budget = Burst + (int)(PerSecond * time.TotalSeconds);
        var young = (int)(scene.RivalPerSecond * (time.TotalSeconds + 60));
        var world = OldFleet.Of([LambdaProcess.Region], old: budget * 2, young, bench.Clock.GetUtcNow());
        var faults = new FaultScript(
            [new FaultRule { Action = "DeleteSnapshot", Fault = InjectedFault.Throttle, Rate = scene.Refused }], seed: 1);
        await using var sandbox = await SandboxServer.StartAsync(
            world,
            new SandboxOptions { Latency = Latency, Time = bench.Clock, Faults = scene.Refused > 0 ? faults.For : null },
            cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rival = scene.RivalPerSecond > 0
            ? new RivalClient(sandbox.Url, bench.Clock).DeleteAsync(OldFleet.YoungIds(young), scene.RivalPerSecond, ended.Token)
            : Task.CompletedTask;
        var invocation = await RealRun.RunAsync(
            function, sandbox.Url, [LambdaProcess.Region], scene.Pace, time + Beginning + RealRun.Margin, cancellationToken);
        await ended.CancelAsync();
        await rival;
        var (burst, perSecond) = scene.IsOwnPace ? scene.Pace : (Burst, PerSecond);
        return DeletionCount.Of(
            sandbox.Calls, OldFleet.YoungIds(young).ToHashSet(), Latency, time, burst, perSecond, invocation.Total("failed"));
    }

    /// <summary>What a run meets, and what it has to reach.</summary>
    /// <param name="Name">What is special about it.</param>
    /// <param name="Pace">The run's burst, and deletions a second after that.</param>
    /// <param name="Bar">What it has to reach.</param>
    /// <param name="IsKept">Whether it did.</param>
    private sealed record Scene(string Name, (int Burst, double PerSecond) Pace, string Bar, Func<DeletionCount, bool> IsKept)
    {
        public bool IsOwnPace { get; init; }

        public double RivalPerSecond { get; init; }

        public double Refused { get; init; }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
