using SnapshotLambda.Core.Results;
using SnapshotLambda.Pacing;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Runs;

/// <summary>What a process has of everything is bounded, and no run dies of it.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class BoundsTests
{
    [Fact]
    public async Task Calls_in_flight_are_bounded_however_many_accounts_and_regions_there_are()
    {
        string[] accounts = [.. Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"{222233330000 + i}"))];
        string[] names =
        [
            "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1",
            "sa-east-1",
        ];
        var regions = string.Join(", ", names.Select(name => $$"""{ "name": "{{name}}", "snapshots": [ {{Scenario.Old(2)}} ] }"""));
        var inFlight = new CallsInFlight();
        await using var night = await Scenario.WithAccountsAsync(
            string.Join(
                ", ",
                accounts.Select(account => Roles.Of(account, regions, externalId: null)).Prepend(Roles.Own("""{ "name": "us-east-1" }"""))),
            new SandboxOptions { RequestLimits = false, Latency = TimeSpan.FromMilliseconds(200), Faults = _ => inFlight.Begun() });
        night.Environment["SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME"] = "member";
        inFlight.Finished = () => night.Calls.Count;

        var result = await night.RunAsync(Scenario.Delete($""" "accounts": [{Quoted(accounts)}], "regions": [{Quoted(names)}] """));

        Assert.Equal((RunStatus.Succeeded, 2 * accounts.Length * names.Length), (result.Status, result.Totals.Deleted));
        Assert.InRange(inFlight.Peak, 1, CallGates.MostToEc2 + CallGates.MostToSts);
    }

    [Theory]
    [InlineData(60, 100, "Deadline")]
    [InlineData(300, 1000, "Deadline")]
    [InlineData(900, 100, "Cap")]
    public async Task A_run_that_holds_on_to_few_candidates_counts_all_of_them(int seconds, int cap, string reason)
    {
        const int all = 3000;
        var old = string.Join(
            ", ",
            Enumerable.Range(0, all).Select(i => $$"""{ "id": "snap-old-{{i:D4}}", "volumeId": "vol-{{i}}", "ageDays": {{5000 - i}} }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {old} ] """);

        var result = await night.RunAsync(
            $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "skipGuards": ["sharing"], "deleteRatePerSecond": 0.5, "deleteBurst": 20, "maxDeletions": {{cap}} }""",
            TimeSpan.FromSeconds(seconds));

        var deleted = result.Totals.Deleted!.Value;
        Assert.Equal((RunStatus.Incomplete, reason), (result.Status, result.Reason));
        Assert.InRange(deleted, 20, 20 + (seconds / 2));
        Assert.Equal((all, all - deleted), (result.Totals.Scanned, night.SnapshotIds.Count()));
        Assert.Equal((cap - deleted, all - cap), (result.Totals.NotAttempted, result.Totals.Kept["OverCap"]));
        Assert.Equal(all - deleted, result.Totals.Remaining);
    }

    private static string Quoted(string[] names) => string.Join(", ", names.Select(name => $""" "{name}" """));

    /// <summary>Counts the calls that are in flight at the sandbox.</summary>
    private sealed class CallsInFlight
    {
        private readonly Lock _gate = new();
        private int _begun;

        public Func<int> Finished { get; set; } = () => 0;

        public int Peak { get; private set; }

        public InjectedFault? Begun()
        {
            lock (_gate) Peak = Math.Max(Peak, ++_begun - Finished());
            return null;
        }
    }
}
