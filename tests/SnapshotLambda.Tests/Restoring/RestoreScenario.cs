using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Pacing;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;
using SnapshotLambda.Settings.Types;
using SnapshotLambda.Tests.Aws;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>
/// A world after a night, behind real HTTP, and the real handlers: the one to take the night back, and the one to clean up in the next. The
/// function has roles as template.yaml makes them.
/// </summary>
internal sealed class RestoreScenario : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string Region = "us-east-1";
    public const string Bucket = "reports";
    public const string Function = "clean-up";
    public const string Role = "arn:aws:iam::111122223333:role/restore";

    private readonly SandboxServer _server;
    private readonly SnapshotRestore _restore;
    private readonly SnapshotCleanUp _cleanUp;
    private int _requests;

    private RestoreScenario(SandboxServer server, InstantTime time, AWSCredentials credentials)
    {
        (_server, Time) = (server, time);
        var gates = new CallGates();
        AwsClients Clients(AWSCredentials own, Deadline deadline) =>
            new(time, new Random(1), new AwsEndpoint(server.Url, () => own), gates, deadline);
        _restore = new(
            Log, deadline => Clients(credentials, deadline), time, new Random(1), () => Sources(Environment));
        var plain = SandboxServer.CredentialsOf(Account);
        var everything = new BasicAWSCredentials(plain.AccessKeyId, plain.SecretAccessKey);
        _cleanUp = new(
            Log,
            deadline => Clients(everything, deadline),
            time,
            new Random(1),
            () => Sources(new() { ["SNAPSHOT_LAMBDA_REPORT_BUCKET"] = Bucket }));
    }

    public CapturedLog Log { get; } = new();

    public InstantTime Time { get; }

    public Dictionary<string, string> Environment { get; } = new()
    {
        ["SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION"] = Function,
        ["SNAPSHOT_LAMBDA_REPORT_BUCKET"] = Bucket,
        ["SNAPSHOT_LAMBDA_RESTORE_ROLE_ARN"] = Role,
    };

    public IReadOnlyList<CallRecord> Calls => _server.Calls;

    /// <summary>The actions of EC2 that change something, in order, repeated ones once.</summary>
    public IEnumerable<string> Changes => Calls.Select(call => call.Action)
        .Where(action => action is "CreateTags" or "RestoreSnapshotFromRecycleBin" or "DeleteTags" or "DeleteSnapshot");

    public SnapshotLambda.Sandbox.Worlds.Region In(string region = Region) => _server.World.Region(Account, region)!;

    public Ec2Snapshot this[string id] => In().Snapshots[id];

    public static async Task<RestoreScenario> StartAsync(Night night, Func<ApiCall, InjectedFault?>? faults = null, bool limits = false)
    {
        var server = await SandboxServer.StartAsync(
            night.World, new SandboxOptions { RequestLimits = limits, Faults = faults, Time = night.Time });
        return new(server, night.Time, Plain(server.AssumeRole(Account, "function", duration: TimeSpan.FromHours(12))));
    }

    public Task<RestoreResult> RestoreAsync(string payload, TimeSpan? remaining = null) =>
        RestoreAsync(Encoding.UTF8.GetBytes(payload), remaining);

    public async Task<RestoreResult> RestoreAsync(byte[] payload, TimeSpan? remaining = null)
    {
        var result = await _restore.RestoreAsync(new MemoryStream(payload), Context(remaining));
        Assert.True(result.Totals.AddUp, $"The totals do not add up: {result.Totals}");
        Assert.All(result.Regions, region => Assert.True(region.Counts.AddUp, $"{region.Region} does not add up: {region.Counts}"));
        Assert.Equal(result.Regions.Sum(region => region.Counts.Found), result.Totals.Found);
        Assert.DoesNotContain('"', result.Message + result.NextStep);
        return result;
    }

    /// <summary>The next night, with rules that let everything go.</summary>
    public async Task<RunResult> CleanUpAsync(string more = "") => await _cleanUp.CleanUpAsync(
        new MemoryStream(Encoding.UTF8.GetBytes(
            $$"""{ "dryRun": false, "maxAgeDays": 1, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "recycleBin": "use", "deleteRatePerSecond": 1000, "deleteBurst": 10000{{more}} }""")),
        Context(null));

    /// <summary>Somebody else changes the region.</summary>
    public void Change(Func<SnapshotLambda.Sandbox.Worlds.Region, SnapshotLambda.Sandbox.Worlds.Region> change) =>
        _server.Change(Account, Region, change);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private TestLambdaContext Context(TimeSpan? remaining) => new()
    {
        AwsRequestId = FormattableString.Invariant($"restore-{++_requests}"),
        RemainingTime = remaining ?? TimeSpan.FromSeconds(900),
        FunctionName = Function,
        InvokedFunctionArn = $"arn:aws:lambda:{Region}:{Account}:function:{Function}",
    };

    private SettingsSources Sources(Dictionary<string, string> variables) => new()
    {
        Variables = new Dictionary<string, string>(variables) { ["AWS_REGION"] = Region },
        Now = Time.GetUtcNow(),
        KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
    };

    private static SessionAWSCredentials Plain(IssuedCredentials issued) =>
        new(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken);
}

/// <summary>A night that is to be taken back: its lists in the bucket, and what it left of the account.</summary>
internal sealed record Night
{
    public const string RestorePolicy = """
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Action": ["ec2:DescribeSnapshots", "ec2:ListSnapshotsInRecycleBin"], "Resource": "*" },
          { "Effect": "Allow", "Action": "ec2:RestoreSnapshotFromRecycleBin", "Resource": "arn:aws:ec2:*::snapshot/*",
            "Condition": { "StringLike": { "aws:ResourceTag/snapshot-lambda:run": "clean-up/*" } } },
          { "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:*::snapshot/*",
            "Condition": { "StringLike": { "aws:ResourceTag/snapshot-lambda:run": "clean-up/*" },
              "ForAllValues:StringEquals": { "aws:TagKeys": "snapshot-lambda:keep-until" }, "Null": { "aws:TagKeys": "false" } } },
          { "Effect": "Allow", "Action": "ec2:DeleteTags", "Resource": "arn:aws:ec2:*::snapshot/*",
            "Condition": { "StringLike": { "aws:ResourceTag/snapshot-lambda:run": "clean-up/*" },
              "ForAllValues:StringEquals": { "aws:TagKeys": ["snapshot-lambda:retired", "snapshot-lambda:run", "snapshot-lambda:delete-after"] },
              "Null": { "aws:TagKeys": "false" } } } ] }
        """;

    public const string FunctionPolicy = """
        { "Version": "2012-10-17", "Statement": [
          { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/runs/*" },
          { "Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::reports", "Condition": { "StringLike": { "s3:prefix": "runs/*" } } },
          { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/*" } ] }
        """;

    public InstantTime Time { get; } = new();

    public DateTimeOffset StartedAt { get; init; }

    public string RunId { get; init; }

    /// <summary>The regions with all that is in them.</summary>
    public ImmutableDictionary<string, Region> Regions { get; init; } = ImmutableDictionary<string, Region>.Empty;

    public ImmutableSortedDictionary<string, StoredObject> Objects { get; init; } =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    public string Policy { get; init; } = RestorePolicy;

    public string PolicyOfFunction { get; init; } = FunctionPolicy;

    public Night()
    {
        StartedAt = Time.GetUtcNow().AddHours(-2);
        RunId = FormattableString.Invariant($"{StartedAt.UtcDateTime:yyyy-MM-dd}-run1");
    }

    /// <summary>The value of the run's tag.</summary>
    public string Tag => $"{RestoreScenario.Function}/{RunId}";

    public string ThirtyDays => Time.GetUtcNow().UtcDateTime.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public World World => new()
    {
        Accounts =
        [
            new()
            {
                Id = RestoreScenario.Account,
                Roles =
                [
                    new() { Name = "function", TrustedBy = [RestoreScenario.Account], Policy = IamPolicy.Parse(PolicyOfFunction) },
                    new()
                    {
                        Name = "restore",
                        TrustedBy = ["arn:aws:iam::111122223333:role/function"],
                        Policy = IamPolicy.Parse(Policy),
                    },
                ],
                Buckets = [new(RestoreScenario.Bucket) { Objects = Objects }],
                Regions = [.. Regions.Values],
            },
        ],
    };

    public static string Id(int number) => FormattableString.Invariant($"snap-{number:x8}");

    /// <summary>A night with a result that deleted so many snapshots, in one list, all of them in the bin.</summary>
    public static Night Of(int count) => new Night().WithResult().WithList(1, [.. Enumerable.Range(1, count)]).Binned([.. Enumerable.Range(1, count)]);

    /// <summary>The run's result, which says when it ran.</summary>
    public Night WithResult() => WithObject(
        $"runs/{RunId}/result.json",
        $$"""{ "status": "Succeeded", "message": "Done.", "runId": "{{RunId}}", "dryRun": false, "startedAt": "{{StartedAt:O}}", "finishedAt": "{{StartedAt.AddMinutes(10):O}}" }""");

    public Night WithList(int list, int[] numbers, string region = RestoreScenario.Region, string account = RestoreScenario.Account) =>
        WithList(list, [.. numbers.Select(Id)], region, account);

    public Night WithList(int list, string[] ids, string region = RestoreScenario.Region, string account = RestoreScenario.Account) => WithObject(
        FormattableString.Invariant($"runs/{RunId}/{account}/{region}/deletions/{list:0000}.json"),
        $$"""{"runId":"{{RunId}}","account":"{{account}}","region":"{{region}}","snapshotIds":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""");

    public Night WithObject(string key, string content) =>
        this with { Objects = Objects.SetItem(key, StoredJson.Of(key, content, StartedAt)) };

    /// <summary>In the bin, as the run leaves them.</summary>
    public Night Binned(params int[] numbers) =>
        numbers.Aggregate(this, (night, number) => night.Binned(number, StartedAt.AddMinutes(5), new Tag(OwnTags.Run, Tag)));

    public Night Binned(int number, DateTimeOffset enteredAt, params Tag[] tags) =>
        Binned(number, RestoreScenario.Region, enteredAt, enteredAt.AddDays(7), tags);

    public Night Binned(int number, string region, DateTimeOffset enteredAt, DateTimeOffset exitsAt, params Tag[] tags)
    {
        var snapshot = Snapshot(number, [new Tag(OwnTags.Retired, "true"), .. tags, new Tag(BinnedSnapshot.MarkKey, "true")]) with
        {
            State = SnapshotState.Recoverable,
        };
        return In(region, one => one with { Bin = one.Bin.SetItem(snapshot.Id, new(snapshot, enteredAt, exitsAt)) });
    }

    /// <summary>There, with these tags.</summary>
    public Night Present(int number, params Tag[] tags) => In(
        RestoreScenario.Region, region => region with { Snapshots = region.Snapshots.SetItem(Id(number), Snapshot(number, tags)) });

    public Night In(string name, Func<Region, Region> change) => this with
    {
        Regions = Regions.SetItem(
            name,
            change(Regions.GetValueOrDefault(name) ?? new() { Name = name, RecycleBin = [new(7, new Tag(OwnTags.Retired, "true"))] })),
    };

    private Ec2Snapshot Snapshot(int number, IEnumerable<Tag> tags) => new()
    {
        Id = Id(number),
        VolumeId = FormattableString.Invariant($"vol-{number:x8}"),
        // No two at one instant: they would be a set, and one that stays would keep the others.
        StartTime = StartedAt.AddDays(-100).AddHours(number),
        Tags = [.. tags],
    };
}
