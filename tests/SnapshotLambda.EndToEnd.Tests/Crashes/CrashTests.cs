using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Crashes;

/// <summary>
/// The process is killed at a random call, before that call or after it. The next night deletes the rest and nothing else,
/// and no killed run holds its key longer than its Lambda could have lived.
/// </summary>
[Trait("Starts", "Function")]
public sealed class CrashTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private const string Account = "111122223333";
    private const int Eligible = 20;
    private const int LastCall = Eligible + 15;

    /// <summary>How many kills: <c>CRASHES=200</c> for the number that the design asks for.</summary>
    private static readonly int Crashes = int.Parse(Environment.GetEnvironmentVariable("CRASHES") ?? "12", CultureInfo.InvariantCulture);

    private static readonly World Fleet = FleetReader.Read(
        Encoding.UTF8.GetBytes($$"""
        { "accounts": [ { "id": "{{Account}}", "regions": [ { "name": "us-east-1",
          "images": [ { "id": "ami-00000001", "snapshotIds": ["snap-used"] } ],
          "snapshots": [
            { "id": "snap-used", "volumeId": "vol-u", "ageDays": 950 },
            { "id": "snap-young", "volumeId": "vol-y", "ageDays": 2 },
            { "id": "snap-excluded", "volumeId": "vol-x", "ageDays": 960, "tags": { "DoNotDelete": "" } },
            {{string.Join(", ", Enumerable.Range(0, Eligible).Select(i => $$"""{ "id": "snap-old-{{i}}", "volumeId": "vol-{{i}}", "ageDays": {{900 - i}} }"""))}} ] } ] } ] }
        """),
        TimeProvider.System.GetUtcNow());

    private LiveFunction? _victim;
    private int _callsLeft;
    private bool _dieBeforeIt;

    [DynaliteFact]
    public async Task After_kills_at_random_moments_the_next_night_converges_and_no_key_stays_held()
    {
        await dynalite.CreateTableAsync("crashes");
        await using var sandbox = await SandboxServer.StartAsync(Fleet, new SandboxOptions { RequestLimits = false, Faults = FaultOf });
        await using var healthy = await StartAsync(sandbox);
        var random = new Random(1);
        for (var crash = 0; crash < Crashes; crash++)
        {
            sandbox.Change(Account, "us-east-1", _ => Fleet.Accounts[0].Regions[0]);
            await KillAsync(sandbox, crash, random);

            var same = await healthy.InvokeAsync(Payload($"crash-{crash}"));
            var next = await healthy.InvokeAsync(Payload($"next-{crash}"));

            Assert.Contains(same!.Status, (RunStatus[])[RunStatus.AlreadyRunning, RunStatus.Succeeded]);
            Assert.Equal(RunStatus.Succeeded, next!.Status);
            Assert.Equal(
                ["snap-excluded", "snap-used", "snap-young"],
                sandbox.World.Accounts[0].Regions[0].Snapshots.Keys.Order(StringComparer.Ordinal));
        }

        await LetTheKilledOnesTimeRunOutAsync();
        for (var crash = 0; crash < Crashes; crash++)
            Assert.Equal(RunStatus.Succeeded, (await healthy.InvokeAsync(Payload($"crash-{crash}")))!.Status);
    }

    /// <summary>No key is held for longer than its Lambda could have lived; and that time is over at once, whatever a clock says.</summary>
    private async Task LetTheKilledOnesTimeRunOutAsync()
    {
        var latest = (TimeProvider.System.GetUtcNow() + LiveFunction.Remaining).ToUnixTimeMilliseconds();
        var held = (await dynalite.Client.ScanAsync(new ScanRequest("crashes"))).Items
            .Where(item => item["status"].S == "INPROGRESS")
            .ToList();
        Assert.NotEmpty(held);
        foreach (var item in held)
        {
            Assert.InRange(long.Parse(item["in_progress_expiration"].N, CultureInfo.InvariantCulture), 1, latest);
            item["in_progress_expiration"].N = "1";
            await dynalite.Client.PutItemAsync("crashes", item);
        }
    }

    private async Task KillAsync(SandboxServer sandbox, int crash, Random random)
    {
        await using var victim = await StartAsync(sandbox);
        _dieBeforeIt = random.Next(2) == 0;
        _callsLeft = random.Next(1, LastCall);
        _victim = victim;
        await victim.InvokeAsync(Payload($"crash-{crash}"));
        _victim = null;
        var lines = await victim.LinesAsync();
        Assert.All(
            Fleet.Accounts[0].Regions[0].Snapshots.Keys.Except(sandbox.World.Accounts[0].Regions[0].Snapshots.Keys, StringComparer.Ordinal),
            gone => Assert.Matches($"""snapshot_ids?":"[^"]*\b{gone}\b""", lines));
    }

    private InjectedFault? FaultOf(ApiCall call)
    {
        if (_victim is not { } victim || Interlocked.Decrement(ref _callsLeft) != 0) return null;
        victim.Kill();
        return _dieBeforeIt ? InjectedFault.ResetBefore : InjectedFault.LostReply;
    }

    private static string Payload(string key) =>
        $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "deadlineMarginSeconds": 5, "idempotencyKey": "{{key}}" }""";

    private Task<LiveFunction> StartAsync(SandboxServer sandbox) =>
        LiveFunction.StartAsync(
            Account,
            sandbox.Url,
            ("SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE", "crashes"),
            ("AWS_ENDPOINT_URL_DYNAMODB", dynalite.Client.Config.ServiceURL));
}
