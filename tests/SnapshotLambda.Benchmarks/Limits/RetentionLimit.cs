using System.Collections.Immutable;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>What ten policies with days, weeks, months and years cost a dry run, beside the same run without them.</summary>
internal sealed class RetentionLimit : ILimit
{
    private const int Policies = 10;
    private const double Bar = 1.15;
    private const string Without = "without", With = "with";

    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    private static readonly object Plain = new
    {
        dryRun = true,
        maxDeletions = 10_000,
        skipGuards = new[] { Guard.Sharing.Name },
    };

    private static readonly object Thinned = new
    {
        dryRun = true,
        maxDeletions = 10_000,
        skipGuards = new[] { Guard.Sharing.Name },
        policies = Enumerable.Range(0, Policies).Select(number => new
        {
            name = $"team-{number}",
            includeTags = new Dictionary<string, string[]> { ["Team"] = [TeamOf(number)] },
            maxAgeDays = 7 + number,
            keepDaily = 14,
            keepWeekly = 8,
            keepMonthly = 12,
            keepYearly = 7,
        }),
    };

    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (volumes, nights) = bench.Settings.IsQuick ? (200, 20) : (2_000, 50);
        var function = await bench.FunctionAsync(cancellationToken);
        await using var sandbox = await SandboxServer.StartAsync(
            Fleet(volumes, nights), new SandboxOptions { RequestLimits = false }, cancellationToken: cancellationToken);
        var used = new SideBySide();
        for (var run = 0; run < bench.Settings.Runs; run++)
        {
            used.Add(Without, await DryRunAsync(function, sandbox, Plain, cancellationToken));
            used.Add(With, await DryRunAsync(function, sandbox, Thinned, cancellationToken));
        }

        var (without, with) = (used.Of(Without)!.Cpu.TotalSeconds, used.Of(With)!.Cpu.TotalSeconds);
        return new Measurement(
        [
            new Finding(
                FormattableString.Invariant(
                    $"dry run of {volumes * nights:N0} snapshots of {volumes:N0} volumes under {Policies} policies with all four periods: CPU"),
                FormattableString.Invariant($"at most {Bar} times that without"),
                FormattableString.Invariant($"{with / without:0.00} times ({with:0.00} against {without:0.00} s)"),
                with <= without * Bar),
        ]);
    }

    private static async Task<Usage> DryRunAsync(
        PublishedLambda function, SandboxServer sandbox, object payload, CancellationToken cancellationToken)
    {
        await using var process = await LambdaProcess.StartAsync(function, sandbox.Url, cancellationToken);
        var invocation = await process.InvokeAsync(payload, Remaining, cancellationToken);
        return invocation.Total("wouldDelete") > 0
            ? invocation.Used
            : throw new InvalidOperationException($"The dry run came to nothing: {invocation.Json}");
    }

    private static World Fleet(int volumes, int nights)
    {
        var now = TimeProvider.System.GetUtcNow();
        var snapshots = Enumerable.Range(0, volumes * nights).Select(number => new Ec2Snapshot
        {
            Id = $"snap-{number:x17}",
            VolumeId = $"vol-{number % volumes:x17}",
            StartTime = now.AddDays(-(number / volumes)).AddSeconds(-(number % volumes)),
            Tags = ImmutableArray.Create(new Tag("Name", "orders-db"), new Tag("Team", TeamOf(number % volumes % Policies))),
        });
        return new World
        {
            Accounts =
            [
                new Account
                {
                    Id = GeneratedFleet.AccountId,
                    Regions = [new Region { Name = "us-east-1", Snapshots = ById.Of([.. snapshots]) }],
                },
            ],
        };
    }

    private static string TeamOf(int number) => FormattableString.Invariant($"team-{number}");
}
