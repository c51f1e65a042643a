using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Crashes;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Native;

/// <summary>The native program and the managed assembly are the same function: they say, write and remember the same.</summary>
public sealed partial class SameAsManagedTests(Dynalite dynalite) : IClassFixture<Dynalite>
{
    private static readonly string[] OfOneRun =
    [
        "timestamp", "startedAt", "finishedAt", "referenceTime", "cutoff", "reference_time", "xray_trace_id",
    ];

    /// <summary>Two regions with some hundred snapshots each.</summary>
    private static readonly World Fleet = GeneratedFleet.Generate(200, 7, ["us-east-1", "eu-west-1"], TimeProvider.System.GetUtcNow());

    public static TheoryData<string> Events =>
        [.. Directory.GetFiles(Repository.PathOf("events"), "*.json")
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name != "payload.schema.json")
            .Order(StringComparer.Ordinal)];

    [NativeTheory]
    [MemberData(nameof(Events))]
    public async Task Reply_and_log_of_an_event_are_equal_but_for_ids_and_times(string name)
    {
        var payload = await File.ReadAllBytesAsync(Repository.PathOf($"events/{name}"));

        var native = await RunAsync(await NativeFunction.PathAsync(), payload);
        var managed = await RunAsync(TestedFunction.Managed, payload);

        Assert.NotEmpty(native.Lines);
        Assert.Equal(managed.Reply, native.Reply);
        Assert.Equal(string.Join('\n', managed.Lines), string.Join('\n', native.Lines));
        Assert.Equal(managed.Left, native.Left);
    }

    [NativeDynaliteFact]
    public async Task What_either_remembers_the_other_replays()
    {
        await dynalite.CreateTableAsync("both");
        await using var sandbox = await SandboxServer.StartAsync(Fleet, new SandboxOptions { RequestLimits = false });
        await using var native = await StartAsync(await NativeFunction.PathAsync(), sandbox);
        await using var managed = await StartAsync(TestedFunction.Managed, sandbox);

        await ReplaysAsync(native, managed, "native-first");
        await ReplaysAsync(managed, native, "managed-first");
    }

    private static async Task ReplaysAsync(LiveFunction one, LiveFunction other, string key)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"dryRun": false, "idempotencyKey": "{{key}}", "maxDeletions": 3, "maxDeletePercent": 100}""");

        var first = JsonNode.Parse(Assert.IsType<FunctionReply.Answered>(await one.ReplyAsync(payload)).Json)!;
        var second = JsonNode.Parse(Assert.IsType<FunctionReply.Answered>(await other.ReplyAsync(payload)).Json)!;

        Assert.Equal(
            (nameof(RunStatus.Incomplete), 3), (first["status"]!.GetValue<string>(), first["totals"]!["deleted"]!.GetValue<int>()));
        Assert.Equal((false, true), (first["replayed"]!.GetValue<bool>(), second["replayed"]!.GetValue<bool>()));
        second["replayed"] = false;
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    private Task<LiveFunction> StartAsync(string function, SandboxServer sandbox) => LiveFunction.StartAsync(
        function,
        GeneratedFleet.AccountId,
        sandbox.Url,
        ("SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE", "both"),
        ("AWS_ENDPOINT_URL_DYNAMODB", dynalite.Client.Config.ServiceURL));

    private static async Task<(string Reply, IReadOnlyList<string> Lines, IReadOnlyList<string> Left)> RunAsync(
        string function, byte[] payload)
    {
        await using var sandbox = await SandboxServer.StartAsync(Fleet, new SandboxOptions { RequestLimits = false });
        await using var live = await LiveFunction.StartAsync(function, GeneratedFleet.AccountId, sandbox.Url);
        var reply = await live.ReplyAsync(payload) switch
        {
            FunctionReply.Answered answered => Comparable(answered.Json),
            var other => other.GetType().Name,
        };
        var lines = (await live.LinesAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // Regions are cleaned side by side, and their lines come as they come.
        return (reply,
            [.. lines.Select(Comparable).Order(StringComparer.Ordinal)],
            [.. sandbox.World.Accounts[0].Regions.SelectMany(region => region.Snapshots.Keys)]);
    }

    /// <summary>The JSON, with a word in place of each time and each id of a run; what is no JSON as it is but for these.</summary>
    private static string Comparable(string text)
    {
        if (!text.StartsWith('{')) return WithoutIds(text);
        var json = JsonNode.Parse(text)!;
        WithoutRun(json);
        return WithoutIds(json.ToJsonString());
    }

    /// <summary>Puts a word in place of each value that is the run's own, however deep: each policy has a cutoff too.</summary>
    private static void WithoutRun(JsonNode? json)
    {
        if (json is JsonArray array)
        {
            foreach (var item in array) WithoutRun(item);
        }
        else if (json is JsonObject properties)
        {
            foreach (var (name, value) in properties.ToList())
            {
                if (OfOneRun.Contains(name) && value is JsonValue) properties[name] = "of one run";
                else WithoutRun(value);
            }
        }
    }

    private static string WithoutIds(string text) => TimesInText().Replace(Ids().Replace(text, "id"), "time");

    // A run's, and the commit that is in the version: the program may be of an earlier build than the tests.
    [GeneratedRegex(@"(\d{4}-\d\d-\d\d-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=\\u002B)[0-9a-f]{40}")]
    private static partial Regex Ids();

    // A value that is nothing but a time is a snapshot's, and stays.
    [GeneratedRegex(@"(?<!"")\d{4}-\d\d-\d\dT[\d:.]+Z|\d{4}-\d\d-\d\dT[\d:.]+Z(?!"")")]
    private static partial Regex TimesInText();
}
