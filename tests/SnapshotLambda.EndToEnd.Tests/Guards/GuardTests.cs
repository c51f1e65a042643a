using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Guards;

/// <summary>The built function on a fleet that has, for each guard, a snapshot that it protects and a twin that it does not.</summary>
[Trait("Starts", "Function")]
public sealed class GuardTests(GuardTests.Night night) : IClassFixture<GuardTests.Night>
{
    public static TheoryData<string> All => [.. Guard.All.Select(guard => guard.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Keeps_what_it_protects_says_why_and_deletes_its_twin(string guard)
    {
        Assert.Contains(GuardedFleet.Protected(guard), night.Left);
        Assert.Equal(GuardedFleet.Named(guard).Reason.Name, night.WhyKept.GetValueOrDefault(GuardedFleet.Protected(guard)));
        Assert.DoesNotContain(GuardedFleet.Twin(guard), night.Left);
        Assert.Contains(GuardedFleet.Twin(guard), night.Deleted);
    }

    [Fact]
    public void Counts_each_protected_snapshot_under_its_own_reason()
    {
        Assert.Equal((RunStatus.Succeeded, Guard.All.Count), (night.Result.Status, night.Result.Totals.Deleted));
        Assert.Equal(
            Guard.All.Select(guard => (guard.Reason.Name, 1)).Order(),
            night.Result.Totals.Kept.Select(kept => (kept.Key, kept.Value)).Order());
    }

    /// <summary>One run of the built function.</summary>
    public sealed class Night : IAsyncLifetime
    {
        private const string Delete =
            """{ "dryRun": false, "verbose": true, "keepLatestPerVolume": 0, "archived": "after90Days", "maxDeletePercent": 100 }""";

        internal RunResult Result { get; private set; } = null!;

        internal IReadOnlySet<string> Left { get; private set; } = null!;

        internal IReadOnlyDictionary<string, string> WhyKept { get; private set; } = null!;

        internal IReadOnlySet<string> Deleted { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            using var folder = new Folder();
            var fleet = folder.Write("fleet.json", $$"""
                { "accounts": [ { "id": "111122223333", "regions": [ { "name": "us-east-1", {{GuardedFleet.Region(Guard.All.Select(guard => guard.Name))}} } ] } ] }
                """);
            string after = folder.At("after.json"), log = folder.At("log.jsonl"), result = folder.At("result.json");
            var ended = await SandboxProcess.RunAsync(
                "invoke", folder.Write("event.json", Delete), "--fleet", fleet, "--result", result, "--logs", log, "--world-after", after);
            Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
            Result = ResultJson.TryRead(await File.ReadAllTextAsync(result))!;
            Left = FleetReader.Read(
                await File.ReadAllBytesAsync(after), TimeProvider.System.GetUtcNow()).Accounts[0].Regions[0].Snapshots.Keys.ToHashSet();

            // The plan's own come first; those that EC2 itself refused to delete would follow.
            var plan = Lines(log, "region_scanned").Single();
            var kept = plan.GetProperty("scanned").GetInt32() - plan.GetProperty("candidates").GetInt32();
            WhyKept = Lines(log, "snapshot_kept").Take(kept).ToDictionary(line => Text(line, "snapshot_id"), line => Text(line, "why"));
            Deleted = Lines(log, "snapshot_deleted").Select(line => Text(line, "snapshot_id")).ToHashSet();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        private static IEnumerable<JsonElement> Lines(string log, string name) =>
            File.ReadLines(log)
                .Where(line => line.StartsWith('{'))
                .Select(line => JsonElement.Parse(line))
                .Where(line => line.TryGetProperty("message", out var message) && message.GetString() == name);

        private static string Text(JsonElement line, string key) => line.GetProperty(key).GetString()!;
    }
}
