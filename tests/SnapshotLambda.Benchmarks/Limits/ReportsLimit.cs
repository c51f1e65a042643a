using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>What the plan, the page and the table of 100,000 snapshots cost a dry run, beside the same run without a bucket.</summary>
internal sealed class ReportsLimit : ILimit
{
    private const double MostMore = 30;
    private const string Without = "without", With = "with";

    private static readonly object Payload = new
    {
        dryRun = true,
        maxDeletions = 100_000,
        maxDeletePercent = 100,
        skipGuards = new[] { Guard.Sharing.Name },
    };

    private static readonly Dictionary<string, string> ToBucket = new()
    {
        ["SNAPSHOT_LAMBDA_REPORT_BUCKET"] = GeneratedFleet.Bucket,
    };

    /// <inheritdoc/>
    public string Name => "reports";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var count = bench.Settings.IsQuick ? 5_000 : 100_000;
        var function = await bench.FunctionAsync(cancellationToken);
        await using var sandbox = await SandboxServer.StartAsync(
            GeneratedFleet.Generate(count, 1, [LambdaProcess.Region], bench.Clock.GetUtcNow()),
            new SandboxOptions { RequestLimits = false },
            cancellationToken: cancellationToken);
        var used = new SideBySide();
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            used.Add(Without, await DryRunAsync(function, sandbox, [], cancellationToken));
            used.Add(With, await DryRunAsync(function, sandbox, ToBucket, cancellationToken));
        }

        var (without, with) = (used.Of(Without)!, used.Of(With)!);
        var more = with.PeakMiB - without.PeakMiB;
        return new Measurement(
        [
            new Finding(
                FormattableString.Invariant($"dry run of {count:N0} snapshots with a bucket for its reports: memory beside one without"),
                FormattableString.Invariant($"at most {MostMore:0} MB more"),
                FormattableString.Invariant(
                    $"{more:0} MB more ({with.PeakMiB:0} against {without.PeakMiB:0} MB); CPU {with.Cpu.TotalSeconds:0.00} against {without.Cpu.TotalSeconds:0.00} s"),
                more <= MostMore),
        ]);
    }

    private static async Task<Usage> DryRunAsync(
        PublishedLambda function, SandboxServer sandbox, Dictionary<string, string> variables, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(function, sandbox.Url, cancellationToken, variables);
        var invocation = await process.InvokeAsync(Payload, TimeSpan.FromMinutes(15), cancellationToken);
        return invocation.Total("wouldDelete") > 0
            ? invocation.Used
            : throw new InvalidOperationException($"The dry run came to nothing: {invocation.Json}");
    }
}
