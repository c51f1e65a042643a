using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>How much of EC2's bucket for DeleteSnapshot a run gets done, alone and beside another client; counted in the endpoint's own log.</summary>
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
        var alone = await DeleteAsync(bench, time, rivalPerSecond: 0, cancellationToken);
        var shared = await DeleteAsync(bench, time, rivalPerSecond: PerSecond / 2, cancellationToken);
        return new Measurement([
            new Finding(
                Text($"deletions in {time.TotalSeconds} s against a bucket of {Burst} refilled at {PerSecond}/s, {Latency.TotalMilliseconds} ms latency"),
                $"at least 98 % of {Burst} + {PerSecond}t, at most 1 % of requests throttled",
                $"{alone.Share:P1} ({alone.Deleted} of {alone.Left:0}), {alone.ThrottledShare:P1} throttled",
                alone is { Share: >= 0.98, ThrottledShare: <= 0.01 }),
            new Finding(
                "the same while another client takes half of the refill",
                "at least 90 % of what is left, no failed deletion",
                $"{shared.Share:P1} ({shared.Deleted} of {shared.Left:0}), {shared.Failed} failed; {shared.ThrottledShare:P0} of requests throttled",
                shared is { Share: >= 0.9, Failed: 0 }),
        ]);
    }

    private static async Task<DeletionCount> DeleteAsync(Bench bench, TimeSpan time, double rivalPerSecond, CancellationToken cancellationToken)
    {
        var function = await bench.FunctionAsync(cancellationToken);
        var budget = Burst + (int)(PerSecond * time.TotalSeconds);
        var young = (int)(rivalPerSecond * (time.TotalSeconds + 60));
        var world = OldFleet.Of([LambdaProcess.Region], old: budget * 2, young, bench.Clock.GetUtcNow());
        await using var sandbox = await SandboxServer.StartAsync(world, new SandboxOptions { Latency = Latency, Time = bench.Clock }, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var rival = rivalPerSecond > 0 ? new RivalClient(sandbox.Url, bench.Clock).DeleteAsync(OldFleet.YoungIds(young), rivalPerSecond, ended.Token) : Task.CompletedTask;
        var invocation = await RealRun.RunAsync(function, sandbox, [LambdaProcess.Region], (Burst, PerSecond), time + Beginning + RealRun.Margin, cancellationToken);
        await ended.CancelAsync();
        await rival;
        return DeletionCount.Of(sandbox.Calls, OldFleet.YoungIds(young).ToHashSet(), Latency, time, Burst, PerSecond, invocation.Total("failed"));
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
