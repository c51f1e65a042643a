using System.Text.Json;
using SnapshotLambda.Benchmarks.Processes;
using SnapshotLambda.Benchmarks.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>
/// Very many accounts and regions in one invocation, in a process that has what Lambda gives it: 1,024 file descriptors, and a heap of 512
/// MB. It comes to a whole result.
/// </summary>
internal sealed class ProcessBoundsLimit : ILimit
{
    private const int MostDescriptors = 512;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public string Name => "bounds";

    /// <inheritdoc/>
    public async Task<Measurement> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var (accounts, each) = bench.Settings.IsQuick ? (4, 100) : (20, 2000);
        List<Finding> findings = [];
        foreach (var dryRun in (bool[])[true, false]) findings.Add(await FindAsync(bench, accounts, each, dryRun, cancellationToken));
        return new Measurement(findings);
    }

    private static async Task<Finding> FindAsync(Bench bench, int accounts, int each, bool dryRun, CancellationToken cancellationToken)
    {
        string[] ids = [.. Enumerable.Range(0, accounts).Select(i => FormattableString.Invariant($"{222200000000 + i}"))];
        await using var sandbox = await SandboxServer.StartAsync(
            Fleet(ids, each, bench.Clock.GetUtcNow()), new SandboxOptions { Latency = Latency, Time = bench.Clock }, cancellationToken);
        await using var process = await LambdaProcess.StartAsync(
            await bench.FunctionAsync(cancellationToken),
            sandbox.Url,
            cancellationToken,
            new Dictionary<string, string> { ["SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME"] = "member" });
        var running = process.InvokeAsync(
            new { dryRun, accounts = ids, regions = RegionsLimit.Regions, keepLatestPerVolume = 0, maxDeletePercent = 100, maxDeletions = 2 * each },
            Remaining,
            cancellationToken);
        var peak = 0;
        while (!running.IsCompleted)
        {
            peak = Math.Max(peak, process.Descriptors);
            await Task.WhenAny(running, Task.Delay(BetweenLooks, bench.Clock, cancellationToken));
        }

        using var result = JsonDocument.Parse((await running).Json);
        var (status, totals) = (result.RootElement.GetProperty("status").GetString(), result.RootElement.GetProperty("totals"));
        int Total(string name) => totals.GetProperty(name).GetInt32();
        var (all, failed, done) = (Total("scanned"), Total("failed"), Total(dryRun ? "wouldDelete" : "deleted"));
        return new Finding(
            FormattableString.Invariant($"{(dryRun ? "dry" : "real")} run of {accounts} accounts × {RegionsLimit.Regions.Length} regions × {each:N0} candidates, {Latency.TotalMilliseconds} ms latency, 1,024 descriptors, 512 MB of heap"),
            FormattableString.Invariant($"a whole result, no failed deletion, at most {MostDescriptors} descriptors at once"),
            FormattableString.Invariant($"{status}: {done:N0} of {all:N0} {(dryRun ? "would be deleted" : "deleted")}, {failed} failed; {peak} descriptors, {(await running).Used.PeakMiB:0} MB, {(await running).Wall.TotalSeconds:0} s"),
            status is "Succeeded" or "Incomplete" && failed == 0 && peak <= MostDescriptors && (!dryRun || done == all));
    }

    private static World Fleet(string[] accounts, int each, DateTimeOffset now)
    {
        // One region's snapshots serve all: what is immutable can be shared.
        var snapshots = OldFleet.Of([LambdaProcess.Region], each, young: 0, now).Accounts[0].Regions[0].Snapshots;
        var regions = RegionsLimit.Regions.Select(name => new Region { Name = name, Snapshots = snapshots }).ToArray();
        return new World
        {
            Accounts =
            [
                new Account { Id = GeneratedFleet.AccountId },
                .. accounts.Select(id => new Account { Id = id, Regions = [.. regions], Roles = [Member] }),
            ],
        };
    }

    private static Role Member { get; } = new()
    {
        Name = "member",
        TrustedBy = [GeneratedFleet.AccountId],
        Policy = IamPolicy.Parse("""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:List*", "ec2:DeleteSnapshot"], "Resource": "*" } ] }"""),
    };
}
