using System.Globalization;
using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Crashes;

/// <summary>
/// The faults of a bad night, each often, on every call of the built function: after at most three nights all that may go is gone and
/// nothing else, and every night's account is true. In the function's own process, with more rates and without its waits, FaultMatrixTests
/// do the same.
/// </summary>
[Trait("Starts", "Function")]
public sealed class FaultyNightTests
{
    private const string Account = "111122223333";
    private const int Eligible = 25;
    private const int Nights = 3;
    private const string Delete = """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "deleteBurst": 1000, "deleteRatePerSecond": 1000, "skipGuards": ["sharing"] }""";

    [Theory]
    [InlineData("throttle", 0.1)]
    [InlineData("internalError", 0.1)]
    [InlineData("resetBefore", 0.1)]
    [InlineData("lostReply", 0.05)]
    [InlineData("cutReply", 0.05)]
    [InlineData("html", 0.05)]
    public async Task A_fault_delays_at_most(string fault, double rate)
    {
        var rules = new FaultScript([new FaultRule { Fault = InjectedFault.All.Single(one => one.Name == fault), Rate = rate }], seed: 1);
        await using var sandbox = await SandboxServer.StartAsync(Fleet(), new SandboxOptions { RequestLimits = false, Faults = rules.For });
        await using var function = await LiveFunction.StartAsync(Account, sandbox.Url);
        var (deleted, uncertain) = (0, 0);
        for (var night = 0; night < Nights && Left(sandbox).Any(id => id.StartsWith("snap-old", StringComparison.Ordinal)); night++)
        {
            var result = (await function.InvokeAsync(Delete))!;

            deleted += result.Totals.Deleted ?? 0;
            uncertain += result.Totals.Failed;
            Assert.Equal(
                result.Status is RunStatus.Succeeded,
                result is { Totals: { Failed: 0, NotAttempted: 0, Remaining: 0 }, Regions: [{ PlanDigest: not null }] });
        }

        Assert.Equal(["snap-used", "snap-young"], Left(sandbox).Order(StringComparer.Ordinal));
        Assert.InRange(Eligible - deleted, 0, uncertain);
    }

    private static IEnumerable<string> Left(SandboxServer sandbox) => sandbox.World.Accounts[0].Regions[0].Snapshots.Keys;

    private static World Fleet() => FleetReader.Read(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        { "accounts": [ { "id": "{{Account}}", "regions": [ { "name": "us-east-1",
          "images": [ { "id": "ami-00000001", "snapshotIds": ["snap-used"] } ],
          "snapshots": [
            { "id": "snap-used", "volumeId": "vol-u", "ageDays": 950 },
            { "id": "snap-young", "volumeId": "vol-y", "ageDays": 2 },
            {{string.Join(", ", Enumerable.Range(0, Eligible).Select(i => $$"""{ "id": "snap-old-{{i}}", "volumeId": "vol-{{i}}", "ageDays": {{900 - i}} }"""))}} ] } ] } ] }
        """)),
        TimeProvider.System.GetUtcNow());
}
