using System.Text.Json.Nodes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>
/// Today's function in an account whose role is that of 2026-11-23, as between two deployments: it deletes the same as with today's role,
/// and its notes say what the role lacks.
/// </summary>
[Trait("Starts", "Function")]
public sealed class OlderRoleTests : IDisposable
{
    private const string Own = "111122223333";

    private static readonly JsonNode Older = PolicyOf(StackTemplate.Parse(
        Repository.Read("tests/SnapshotLambda.EndToEnd.Tests/Template/Older/member-role-2026-11-23.template")));

    private static readonly JsonNode Today = PolicyOf(StackTemplate.MemberRole);

    private readonly Folder _folder = new();

    [Theory]
    [InlineData("""{ "dryRun": false, "maxDeletePercent": 100 }""", "OlderVersionsDenied")]
    [InlineData("""{ "dryRun": false, "maxDeletePercent": 100, "keepLatestPerVolume": 0, "recycleBin": "use" }""", "OlderVersionsDenied,RunTagDenied")]
    [InlineData("""{ "dryRun": false, "maxDeletePercent": 100, "keepLatestPerVolume": 0, "recycleBin": "require" }""", "OlderVersionsDenied,RunTagDenied")]
    [InlineData("""{ "dryRun": false, "maxDeletePercent": 100, "graceDays": 3 }""", "OlderVersionsDenied")]
    [InlineData("""{ "dryRun": true, "maxDeletePercent": 100 }""", "OlderVersionsDenied")]
    public async Task The_same_goes_as_with_todays_role_and_what_it_lacks_is_told(string payload, string lacks)
    {
        var (older, leftByOlder) = await RunAsync(payload, Older);
        var (today, leftByToday) = await RunAsync(payload, Today);

        Assert.Equal(RunStatus.Succeeded, older.Status);
        Assert.Equal((today.Status, today.PlanDigest), (older.Status, older.PlanDigest));
        Assert.Equal(leftByToday, leftByOlder);
        Assert.True(older.Totals.Deleted + older.Totals.WouldDelete + older.Totals.Marked != 0, "Nothing was to be done.");
        Assert.Equal(lacks.Split(','), older.Notes.Select(note => note.Code).Except(today.Notes.Select(note => note.Code)));
    }

    /// <summary>What may be in the Recycle Bin counts as existing, where nobody may look.</summary>
    [Fact]
    public async Task A_floor_that_needs_a_new_read_is_kept_and_told()
    {
        const string Payload = """{ "dryRun": false, "maxDeletePercent": 100, "deletedVolumes": "ageOnly" }""";

        var (older, leftByOlder) = await RunAsync(Payload, Older);
        var (today, leftByToday) = await RunAsync(Payload, Today);

        Assert.Equal((RunStatus.Succeeded, RunStatus.Succeeded), (older.Status, today.Status));
        Assert.Superset(leftByToday.ToHashSet(), leftByOlder.ToHashSet());
        Assert.Contains(older.Notes, note => note.Code == nameof(NoteCode.BinnedVolumesDenied));
    }

    public void Dispose() => _folder.Dispose();

    private static JsonNode PolicyOf(StackTemplate template) =>
        template.At("Resources", "MemberRole", "Properties", "Policies")[0]!["PolicyDocument"]!;

    private async Task<(RunResult Result, List<string> Left)> RunAsync(string payload, JsonNode policy)
    {
        string after = _folder.At("after.json"), file = _folder.At("result.json");
        var ended = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("event.json", payload), "--fleet", _folder.Write("fleet.json", Fleet(policy)), "--request-limits", "off",
            "--result", file, "--world-after", after, "--env", $"SNAPSHOT_LAMBDA_DELETE_ROLE_ARN=arn:aws:iam::{Own}:role/delete");
        Assert.Equal("", ended.Error);
        var world = FleetReader.Read(await File.ReadAllBytesAsync(after), TimeProvider.System.GetUtcNow());
        return (ResultJson.TryRead(await File.ReadAllTextAsync(file))!, [.. world.Accounts[0].Regions[0].Snapshots.Keys]);
    }

    private static string Fleet(JsonNode policy)
    {
        var snapshots = Enumerable.Range(0, 40).Select(i =>
            $$"""{ "id": "snap-{{i:x8}}", "volumeId": "vol-{{i % 12:x8}}", "ageDays": {{60 + i}} }""");
        return $$"""
            { "accounts": [ { "id": "{{Own}}",
              "roles": [ { "name": "delete", "trustedBy": ["{{Own}}"], "policy": {{policy.ToJsonString()}} } ],
              "regions": [ { "name": "us-east-1", "volumes": ["vol-00000000", "vol-00000001"], "binnedVolumes": ["vol-00000002"],
                "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ],
                "launchTemplates": [ { "id": "lt-0123456789abcdef0", "snapshotIds": ["snap-00000001"], "latestVersion": 3, "defaultVersion": 3,
                  "olderVersions": [ { "version": 2, "snapshotIds": ["snap-00000001"] } ] } ],
                "snapshots": [ {{string.Join(", ", snapshots)}} ] } ] } ] }
            """;
    }
}
