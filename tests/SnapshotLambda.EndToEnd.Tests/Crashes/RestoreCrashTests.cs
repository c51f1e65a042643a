using System.Text;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Crashes;

/// <summary>
/// The process that restores is killed at each of its changes, before the call or after it. The next night deletes nothing that is back,
/// and a second restore ends what the first began.
/// </summary>
[Trait("Starts", "Function")]
public sealed class RestoreCrashTests
{
    private const string Account = "111122223333";
    private const int Count = 3;

    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(-1);
    private static readonly string RunId = FormattableString.Invariant($"{Start.UtcDateTime:yyyy-MM-dd}-run1");
    private static readonly string[] Ids =
        [.. Enumerable.Range(1, Count).Select(number => FormattableString.Invariant($"snap-{number:x8}"))];

    private LiveFunction? _victim;
    private int _changesLeft;
    private bool _dieBeforeIt;

    [Fact]
    public async Task Killed_at_each_change_the_next_night_deletes_nothing_that_is_back_and_a_second_restore_converges()
    {
        var fleet = Fleet();
        await using var sandbox = await SandboxServer.StartAsync(fleet, new SandboxOptions { RequestLimits = false, Faults = FaultOf });
        await using var cleanUp = await LiveFunction.StartAsync(Account, sandbox.Url);
        await using var healthy = await StartAsync(sandbox);
        for (var change = 1; change <= Count + 2; change++)
        {
            foreach (var before in (bool[])[true, false])
            {
                sandbox.Change(Account, "us-east-1", _ => fleet.Accounts[0].Regions[0]);
                await KillAsync(sandbox, change, before);
                var back = Present(sandbox);

                await cleanUp.InvokeAsync(
                    $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "idempotencyKey": "{{change}}-{{before}}" }""");
                Assert.Equal(back, Present(sandbox));
                var second = await RestoreAsync(healthy);

                Assert.Equal((RunStatus.Succeeded, Count), (second!.Status, second.Totals.Restored + second.Totals.AlreadyBack));
                Assert.Equal(Ids, Present(sandbox));
                Assert.All(sandbox.World.Accounts[0].Regions[0].Snapshots.Values, snapshot =>
                    Assert.Equal([OwnTags.KeepUntil], snapshot.Tags.Select(tag => tag.Key)));
            }
        }
    }

    private async Task KillAsync(SandboxServer sandbox, int change, bool before)
    {
        await using var victim = await StartAsync(sandbox);
        (_dieBeforeIt, _changesLeft, _victim) = (before, change, victim);
        Assert.Null(await RestoreAsync(victim));
        _victim = null;
    }

    private InjectedFault? FaultOf(ApiCall call)
    {
        if (_victim is not { } victim || call.Action is not ("CreateTags" or "RestoreSnapshotFromRecycleBin" or "DeleteTags")) return null;
        if (Interlocked.Decrement(ref _changesLeft) != 0) return null;
        victim.Kill();
        return _dieBeforeIt ? InjectedFault.ResetBefore : InjectedFault.LostReply;
    }

    private static async Task<RestoreResult?> RestoreAsync(LiveFunction function) =>
        await function.ReplyAsync(Encoding.UTF8.GetBytes($$"""{ "runId": "{{RunId}}", "dryRun": false }""")) is FunctionReply.Answered answered
            ? ResultJson.TryReadRestore(answered.Json)
            : null;

    private static Task<LiveFunction> StartAsync(SandboxServer sandbox) => LiveFunction.StartAsync(
        Account,
        sandbox.Url,
        ("ANNOTATIONS_HANDLER", nameof(SnapshotRestore.RestoreAsync)),
        ("SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION", LambdaIdentity.FunctionName),
        ("SNAPSHOT_LAMBDA_REPORT_BUCKET", "reports"));

    private static IEnumerable<string> Present(SandboxServer sandbox) => sandbox.World.Accounts[0].Regions[0].Snapshots.Keys;

    private static World Fleet()
    {
        var key = $"runs/{RunId}/{Account}/us-east-1/deletions/0001.json";
        var list = StoredJson.Of(
            key,
            $$"""{"runId":"{{RunId}}","account":"{{Account}}","region":"us-east-1","snapshotIds":[{{string.Join(',', Ids.Select(id => $"\"{id}\""))}}]}""",
            Start);
        var bucket = new Bucket("reports");
        var region = new SnapshotLambda.Sandbox.Worlds.Region
        {
            Name = "us-east-1",
            Bin = ById.Of(Ids.Select(id => new BinnedSnapshot(Binned(id), Start, Start.AddDays(7))), one => one.Snapshot.Id),
        };
        return new()
        {
            Accounts = [new() { Id = Account, Buckets = [bucket with { Objects = bucket.Objects.Add(key, list) }], Regions = [region] }],
        };
    }

    private static Ec2Snapshot Binned(string id) => new()
    {
        Id = id,
        VolumeId = $"vol-{id[5..]}",
        StartTime = Start.AddDays(-100).AddHours(Array.IndexOf(Ids, id)),
        State = SnapshotState.Recoverable,
        Tags =
        [
            new(OwnTags.Retired, OwnTags.RetiredValue), new(OwnTags.Run, $"{LambdaIdentity.FunctionName}/{RunId}"),
            new(BinnedSnapshot.MarkKey, "true"),
        ],
    };
}
