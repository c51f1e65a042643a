using System.Globalization;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>How much longer than the smallest Lambda the function takes from its start to the first question for an event.</summary>
internal sealed class StartLimit : ILimit
{
    private const double Bar = 1.5;
    private const double NativeBar = 60;
    private const int FewestRuns = 10;

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var function = await bench.FunctionAsync(cancellationToken);
        var helloWorld = await bench.HelloWorldAsync(cancellationToken);
        var native = await bench.NativeAsync(cancellationToken);
        List<double> ours = [], theirs = [], natives = [];

        // The first of each brings the files into memory.
        for (var run = -1; run < (bench.Settings.IsQuick ? 3 : Math.Max(FewestRuns, bench.Settings.Runs)); run++)
        {
            var (our, their) = (await StartAsync(function, cancellationToken), await StartAsync(helloWorld, cancellationToken));
            var ofNative = native is null ? 0 : await StartAsync(native, cancellationToken);
            if (run < 0) continue;
            natives.Add(ofNative);
            ours.Add(our);
            theirs.Add(their);
        }

        var ratio = Median.Of(ours) / Median.Of(theirs);
        return new Measurement([
            new Finding(
                "start to the first poll of the Runtime API, published with ReadyToRun, against a hello world on RuntimeSupport",
                string.Create(CultureInfo.InvariantCulture, $"within {Bar} ×"),
                string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} × ({Median.Of(ours):0} against {Median.Of(theirs):0} ms, medians of {ours.Count})"),
                ratio <= Bar),
            new Finding(
                "the same of the native program",
                string.Create(CultureInfo.InvariantCulture, $"within {NativeBar} ms"),
                native is null ? "not measured" : string.Create(CultureInfo.InvariantCulture, $"{Median.Of(natives):0} ms"),
                native is null ? null : Median.Of(natives) <= NativeBar),
        ]);
    }

    private static async Task<double> StartAsync(PublishedLambda lambda, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(lambda, Nowhere, cancellationToken);
        return process.StartToFirstPoll.TotalMilliseconds;
    }
}
