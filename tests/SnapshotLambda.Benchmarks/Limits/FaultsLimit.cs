using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// A bad night's faults all together, and more candidates than EC2's bucket holds: how many runs it takes until all of them are gone.
/// </summary>
internal sealed class FaultsLimit : ILimit
{
    private const int MostRuns = 3;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    private static readonly FaultRule[] BadNight =
    [
        new() { Fault = InjectedFault.Throttle, Rate = 0.2 },
        new() { Fault = InjectedFault.InternalError, Rate = 0.05 },
        new() { Fault = InjectedFault.ResetBefore, Rate = 0.02 },
        new() { Fault = InjectedFault.LostReply, Rate = 0.02 },
    ];

    /// <inheritdoc/>
    public string Name => "faults";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var candidates = bench.Settings.IsQuick ? 200 : 2000;
        var world = OldFleet.Of([LambdaProcess.Region], candidates, young: 0, bench.Clock.GetUtcNow());
        await using var sandbox = await SandboxServer.StartAsync(
            world,
            new SandboxOptions { Latency = Latency, Time = bench.Clock, Faults = new FaultScript(BadNight, seed: 1).For },
            cancellationToken);
        await using var process = await LambdaProcess.StartAsync(
            await bench.FunctionAsync(cancellationToken), sandbox.Url, cancellationToken);
        List<string> ends = [];
        while (ends.Count < MostRuns && Left(sandbox) > 0)
        {
            var invocation = await process.InvokeAsync(
                new
                {
                    dryRun = false,
                    regions = (string[])[LambdaProcess.Region],
                    keepLatestPerVolume = 0,
                    maxDeletePercent = 100,
                    maxDeletions = candidates,
                },
                Remaining,
                cancellationToken);
            ends.Add(FormattableString.Invariant(
                $"{invocation.Total("deleted")} deleted and {invocation.Total("failed")} failed in {invocation.Wall.TotalSeconds:0} s"));
        }

        return new Measurement([
            new Finding(
                FormattableString.Invariant($"{candidates:N0} candidates where 20 % of all requests are throttled, 5 % meet an error 500, 2 % a reset, and 2 % lose their reply"),
                FormattableString.Invariant($"all gone after at most {MostRuns} runs"),
                FormattableString.Invariant($"{string.Join("; then ", ends)}; {Left(sandbox)} left"),
                Left(sandbox) == 0),
        ]);
    }

    private static int Left(SandboxServer sandbox) => sandbox.World.Accounts[0].Regions[0].Snapshots.Count;
}
