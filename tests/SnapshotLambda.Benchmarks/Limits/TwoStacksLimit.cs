using System.Globalization;
using System.Text.Json;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// Two stacks in one account that begin in the same minute, each with snapshots of its own, against EC2's request limits.
/// </summary>
internal sealed class TwoStacksLimit : ILimit
{
    private const int MostRuns = 3;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public string Name => "stacks";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var each = bench.Settings.IsQuick ? 100 : 1000;
        var function = await bench.FunctionAsync(cancellationToken);
        List<string> ends = [];
        List<double> seconds = [];
        var runs = bench.Settings.IsQuick ? 1 : Math.Min(bench.Settings.Runs, MostRuns);
        for (var run = 0; run < runs; run++)
        {
            await using var sandbox = await SandboxServer.StartAsync(
                Fleet(each, bench.Clock.GetUtcNow()), new SandboxOptions { Latency = Latency, Time = bench.Clock }, cancellationToken);
            await using var first = await LambdaProcess.StartAsync(function, sandbox.Url, cancellationToken);
            await using var second = await LambdaProcess.StartAsync(function, sandbox.Url, cancellationToken);
            var invocations = await Task.WhenAll(
                first.InvokeAsync(Payload("a"), Remaining, cancellationToken),
                second.InvokeAsync(Payload("b"), Remaining, cancellationToken));
            ends.AddRange(invocations.Select(EndOf));
            seconds.Add(invocations.Max(invocation => invocation.Wall.TotalSeconds));
        }

        return new Measurement([
            new Finding(
                FormattableString.Invariant(
                    $"two functions in one account at the same time, {each:N0} candidates each, EC2's request limits, {runs} times"),
                "both Succeeded, each time",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{string.Join(", ", ends.CountBy(end => end).Select(end => $"{end.Key} × {end.Value}"))} in {Median.Of(seconds):0} s"),
                ends.All(end => end == $"Succeeded {each}")),
        ]);
    }

    private static World Fleet(int each, DateTimeOffset now)
    {
        var region = OldFleet.Of([LambdaProcess.Region], old: 2 * each, young: 0, now).Accounts[0].Regions[0];
        var tagged = region.Snapshots.Values.Select((snapshot, i) => snapshot with { Tags = [new("Stack", i % 2 == 0 ? "a" : "b")] });
        return new World
        {
            Accounts = [new Account { Id = GeneratedFleet.AccountId, Regions = [region with { Snapshots = ById.Of([.. tagged]) }] }],
        };
    }

    private static object Payload(string stack) => new
    {
        dryRun = false,
        regions = (string[])[LambdaProcess.Region],
        includeTags = new { Stack = (string[])[stack] },
        keepLatestPerVolume = 0,
        maxDeletePercent = 100,
    };

    private static string EndOf(Invocation invocation)
    {
        using var result = JsonDocument.Parse(invocation.Json);
        return $"{result.RootElement.GetProperty("status").GetString()} {invocation.Total("deleted")}";
    }
}
