using System.Text;
using System.Text.Json;
using Amazon.Lambda.TestUtilities;
using Amazon.Runtime;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Runs;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;
using SnapshotLambda.Tests.Aws;

namespace SnapshotLambda.Tests;

/// <summary>One account's world behind real HTTP, and the real handler to clean it. Pauses take no time.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    public const string Account = "111122223333";

    private readonly SandboxServer _server;
    private readonly Func<Deadline, IAwsClients> _clientsUntil;
    private int _requests;

    private Scenario(SandboxServer server, AWSCredentials? credentials, TimeProvider? time = null)
    {
        _server = server;
        Time = time as InstantTime ?? new();
        credentials ??= Plain(SandboxServer.CredentialsOf(Account));
        var gates = new CallGates();
        _clientsUntil = deadline => new AwsClients(Time, new Random(1), new AwsEndpoint(server.Url, () => credentials), gates, deadline);
        Handler = new(Log, _clientsUntil, Time, new Random(1), Sources);
    }

    public CapturedLog Log { get; } = new();

    public InstantTime Time { get; }

    public string HomeRegion { get; init; } = "us-east-1";

    public Dictionary<string, string> Environment { get; } = [];

    public SnapshotCleanUp Handler { get; }

    public World World => _server.World;

    public IEnumerable<string> SnapshotIds => World.Accounts[0].Regions.SelectMany(region => region.Snapshots.Keys);

    public IReadOnlyList<CallRecord> Calls => _server.Calls;

    /// <summary>What EC2 was asked to delete, in order.</summary>
    public IReadOnlyList<string> Deletions =>
        [.. Calls.Where(call => call.Action == "DeleteSnapshot").Select(call => call.Parameters["SnapshotId"])];

    /// <summary>A world of one region, us-east-1, with this inside: <c>"snapshots": […]</c> and more.</summary>
    public static Task<Scenario> OverAsync(string region, SandboxOptions? options = null) =>
        OverRegionsAsync($$"""{ "name": "us-east-1", {{region}} }""", options);

    /// <summary>A world of these regions.</summary>
    public static Task<Scenario> OverRegionsAsync(string regions, SandboxOptions? options = null) =>
        OverAsync(
            FleetReader.Read(
                Encoding.UTF8.GetBytes($$"""{ "accounts": [ { "id": "{{Account}}", "regions": [ {{regions}} ] } ] }"""),
                TimeProvider.System.GetUtcNow()),
            options);

    /// <summary>Any world.</summary>
    public static async Task<Scenario> OverAsync(World world, SandboxOptions? options = null) =>
        new(
            await SandboxServer.StartAsync(world, options ?? new SandboxOptions { RequestLimits = false }),
            credentials: null,
            options?.Time as InstantTime);

    /// <summary>The function's role has this policy.</summary>
    public static async Task<Scenario> WithRoleAsync(string region, string statements, SandboxOptions? options = null)
    {
        var json = $$"""
            { "accounts": [ { "id": "{{Account}}", "roles": [ { "name": "function", "trustedBy": ["{{Account}}"], "policy": { "Version": "2012-10-17", "Statement": {{statements}} } } ],
              "regions": [ { "name": "us-east-1", {{region}} } ] } ] }
            """;
        var server = await SandboxServer.StartAsync(
            FleetReader.Read(Encoding.UTF8.GetBytes(json), TimeProvider.System.GetUtcNow()),
            options ?? new SandboxOptions { RequestLimits = false });
        return new(server, Plain(server.AssumeRole(Account, "function")));
    }

    /// <summary>
    /// A world of these accounts, and a function that is the role <c>function</c> of the first of them, in its first region.
    /// Its clock is the sandbox's, where the sandbox has been given one of ours.
    /// </summary>
    public static async Task<Scenario> WithAccountsAsync(string accounts, SandboxOptions? options = null)
    {
        var world = FleetReader.Read(Encoding.UTF8.GetBytes($$"""{ "accounts": [ {{accounts}} ] }"""), TimeProvider.System.GetUtcNow());
        var server = await SandboxServer.StartAsync(world, options ?? new SandboxOptions { RequestLimits = false });
        var function = server.AssumeRole(world.Accounts[0].Id, "function", duration: TimeSpan.FromHours(12));
        return new(server, Plain(function), options?.Time) { HomeRegion = world.Accounts[0].Regions[0].Name };
    }

    /// <summary>A world whose calls meet these faults, and no limit.</summary>
    public static SandboxOptions Faulty(Func<ApiCall, SnapshotLambda.Sandbox.Http.InjectedFault?> faults) =>
        new() { RequestLimits = false, Faults = faults };

    /// <summary>Old snapshots that nothing keeps, each of a volume of its own that no floor holds for.</summary>
    public static string Old(int count, string prefix = "old") =>
        string.Join(", ", Enumerable.Range(0, count).Select(
            i => $$"""{ "id": "snap-{{prefix}}-{{i:D4}}", "volumeId": "vol-{{i}}", "ageDays": {{1000 - i}} }"""));

    /// <summary>The dry run of <see cref="Delete"/>.</summary>
    public const string Look = """{ "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100 }""";

    /// <summary>A real run without the floor and the percentage in the way, at full speed.</summary>
    public static string Delete(string more = "") =>
        $$"""{ "dryRun": false, "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100, "deleteRatePerSecond": 1000, "deleteBurst": 10000{{(more.Length == 0 ? "" : ", " + more)}} }""";

    /// <summary>Invokes the handler as Lambda would.</summary>
    public Task<RunResult> RunAsync(string payload, TimeSpan? remaining = null) => RunAsync(Encoding.UTF8.GetBytes(payload), remaining);

    /// <inheritdoc cref="RunAsync(string, TimeSpan?)"/>
    public async Task<RunResult> RunAsync(byte[] payload, TimeSpan? remaining = null)
    {
        var context = new TestLambdaContext
        {
            AwsRequestId = $"request-{Guid.NewGuid():N}-{++_requests}",
            RemainingTime = remaining ?? TimeSpan.FromSeconds(900),
            FunctionName = "f",
            InvokedFunctionArn = $"arn:aws:lambda:{HomeRegion}:{Account}:function:f",
        };
        var result = await Handler.CleanUpAsync(new MemoryStream(payload), context);
        Assert.True(result.Totals.AddUp, "The totals do not add up.");
        Assert.All(result.Regions, region => Assert.True(region.AddUp, $"The counts of {region.Region} do not add up."));
        return result;
    }

    /// <summary>Someone else deletes a snapshot.</summary>
    public void DeleteBehind(string snapshotId) =>
        _server.Change(Account, "us-east-1", region => region with { Snapshots = region.Snapshots.Remove(snapshotId) });

    /// <summary>Someone else changes a snapshot.</summary>
    public void ChangeBehind(string snapshotId, Func<Ec2Snapshot, Ec2Snapshot> change) =>
        _server.Change(
            Account,
            "us-east-1",
            region => region with { Snapshots = region.Snapshots.SetItem(snapshotId, change(region.Snapshots[snapshotId])) });

    /// <summary>Someone else changes a bucket.</summary>
    public void ChangeBucketBehind(string name, Func<Bucket, Bucket> change) => _server.ChangeBucket(name, change);

    /// <summary>Someone else changes the region.</summary>
    public void ChangeRegionBehind(Func<Region, Region> change) => _server.Change(Account, "us-east-1", change);

    /// <summary>Runs with another planner, of whose decisions nothing is believed.</summary>
    public Task<RunResult> RunWithPlannerAsync(string payload, PlanRegion plan)
    {
        using var json = JsonDocument.Parse(payload);
        var settings = SettingsReader.Read(json.RootElement, Sources()).Settings!;
        var deadline = new Deadline(Time, TimeSpan.FromSeconds(900), TimeSpan.FromSeconds(settings.DeadlineMarginSeconds));
        var run = new Run(
            _clientsUntil(deadline),
            settings,
            deadline,
            Time,
            new Random(1),
            new RunLog(Log, "run-1") { DryRun = settings.DryRun })
        {
            Plan = plan,
            FunctionName = "f",
        };
        return run.ExecuteAsync(new(new("run-1", settings.DryRun, Time.GetUtcNow()), Time), HomeRegion, "key");
    }
    /// <summary>Someone else tags a snapshot.</summary>
    public void TagBehind(string snapshotId, string key, string value) => _server.Change(Account, "us-east-1", region =>
        region with
        {
            Snapshots = region.Snapshots.SetItem(
            snapshotId, region.Snapshots[snapshotId] with { Tags = region.Snapshots[snapshotId].Tags.Add(new Tag(key, value)) })
        });

    /// <summary>The value of a snapshot's tag, or null.</summary>
    public string? TagOf(string snapshotId, string key) => World.Accounts[0].Regions[0].Snapshots[snapshotId].TagValue(key);

    /// <summary>Someone else brings a snapshot back from the Recycle Bin.</summary>
    public void RestoreBehind(string snapshotId) =>
        _server.Change(
            Account, "us-east-1", region => SnapshotLambda.Sandbox.Ec2.SnapshotDeletionRules.Restore(region, region.Bin[snapshotId]));

    public int CallsOf(string action) => Calls.Count(call => call.Action == action);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static AWSCredentials Plain(IssuedCredentials issued) =>
        issued.SessionToken is { } token
            ? new SessionAWSCredentials(issued.AccessKeyId, issued.SecretAccessKey, token)
            : new BasicAWSCredentials(issued.AccessKeyId, issued.SecretAccessKey);

    private SettingsSources Sources() => new()
    {
        Variables = new Dictionary<string, string>(Environment) { ["AWS_REGION"] = HomeRegion },
        Now = Time.GetUtcNow(),
        KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
    };
}
