using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// How long the function takes from its start to the first question for an event, and how much longer than the smallest Lambda.
/// </summary>
internal sealed class StartLimit : ILimit
{
    private const double Bar = 1.5;
    private const int FewestRuns = 10;
    private const string HelloWorld = "hello world";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");
    private static readonly (string Name, double Milliseconds)[] Bars = [(Build.Native, 60), (Build.Managed, 200)];

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        Build[] builds = [.. await bench.BuildsAsync(cancellationToken), new(HelloWorld, await bench.HelloWorldAsync(cancellationToken))];
        var runs = builds.ToDictionary(build => build.Name, _ => new List<double>());

        // The first of each brings the files into memory.
        for (var run = -1; run < (bench.Settings.IsQuick ? 3 : Math.Max(FewestRuns, bench.Settings.Runs)); run++)
        {
            foreach (var build in builds)
            {
                var milliseconds = await StartAsync(build.Lambda, cancellationToken);
                if (run >= 0) runs[build.Name].Add(milliseconds);
            }
        }

        var medians = runs.ToDictionary(run => run.Key, run => Median.Of(run.Value));
        var count = runs[HelloWorld].Count;
        var ratio = medians[Build.Managed] / medians[HelloWorld];
        return new Measurement(
            [
                new Finding(
                    "start to the first poll of the Runtime API, published with ReadyToRun, against a hello world on RuntimeSupport",
                    Text($"within {Bar} ×"),
                    Text($"{ratio:0.00} × ({medians[Build.Managed]:0} against {medians[HelloWorld]:0} ms, medians of {count})"),
                    ratio <= Bar),
                .. Bars.Select(bar => medians.TryGetValue(bar.Name, out var median)
                    ? new Finding(
                        Text($"the same, {bar.Name}"),
                        Text($"at most {bar.Milliseconds} ms"),
                        Text($"{median:0} ms"),
                        median <= bar.Milliseconds)
                    : new Finding(Text($"the same, {bar.Name}"), Text($"at most {bar.Milliseconds} ms"), "not measured", null)),
            ],
            Text($"Start to the first poll of the Runtime API, medians of {count}:\n\n") + ResultTable.Markdown(
                ["start", "ms"], builds.Select(build => (string[])[build.Name, Text($"{medians[build.Name]:0}")])));
    }

    private static async Task<double> StartAsync(PublishedLambda lambda, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(lambda, Nowhere, cancellationToken);
        return process.StartToFirstPoll.TotalMilliseconds;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
