using System.Text.Json;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>The command <c>restore</c>, as a person would use it after a night in the sandbox.</summary>
[Trait("Starts", "Function")]
public sealed class RestoreTests
{
    private const string Fleet = """
        { "accounts": [ { "id": "111122223333", "regions": [ { "name": "us-east-1", "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ],
          "snapshots": [
            { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 900 },
            { "id": "snap-00000002", "volumeId": "vol-2", "ageDays": 800 },
            { "id": "snap-00000003", "volumeId": "vol-3", "ageDays": 1 } ] } ] } ] }
        """;

    [Fact]
    public async Task Takes_a_night_of_the_sandbox_back()
    {
        using var folder = new Folder();
        var (fleet, night) = (folder.Write("fleet.json", Fleet), Directory.CreateDirectory(folder.At("night")).FullName);
        var payload = folder.Write(
            "delete.json", """{ "dryRun": false, "keepLatestPerVolume": 0, "maxDeletePercent": 100, "recycleBin": "use" }""");
        await SandboxProcess.RunAsync(
            "invoke", payload, "--fleet", fleet, "--env", $"SNAPSHOT_LAMBDA_REPORT_FOLDER={night}", "--result", folder.At("result.json"),
            "--world-after", folder.At("after.json"));
        using var result = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("result.json")));
        var runId = result.RootElement.GetProperty("runId").GetString()!;

        var dry = await SandboxProcess.RunAsync("restore", runId, "--run", night, "--fleet", folder.At("after.json"));
        var real = await SandboxProcess.RunAsync(
            "restore", runId, "--run", night, "--fleet", folder.At("after.json"), "--real", "--world-after", folder.At("back.json"));
        var again = await SandboxProcess.RunAsync("restore", runId, "--run", night, "--fleet", folder.At("back.json"), "--json");

        Assert.Equal((0, ""), (dry.ExitCode, dry.Error));
        Assert.Contains("2 of 2 snapshots in us-east-1 would be restored", dry.Out, StringComparison.Ordinal);
        Assert.Matches("us-east-1 +Succeeded +2 +2 +0 +0", dry.Out);
        Assert.Equal((0, ""), (real.ExitCode, real.Error));
        Assert.Contains("Restored 2 of 2 snapshots in us-east-1", real.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(again.Out);
        Assert.Equal(2, json.RootElement.GetProperty("totals").GetProperty("alreadyBack").GetInt32());
        using var back = JsonDocument.Parse(await File.ReadAllTextAsync(folder.At("back.json")));
        var snapshots = back.RootElement.GetProperty("accounts")[0].GetProperty("regions")[0].GetProperty("snapshots").EnumerateArray().ToList();
        Assert.All(snapshots, snapshot => Assert.Equal("completed", snapshot.GetProperty("state").GetString()));
        Assert.Equal(2, snapshots.Count(snapshot =>
            snapshot.TryGetProperty("tags", out var tags) && tags.TryGetProperty(OwnTags.KeepUntil, out _)));
    }

    [Fact]
    public async Task A_payload_that_is_wrong_ends_with_2_and_names_it()
    {
        var ended = await SandboxProcess.RunAsync("restore", "yesterday", "--snapshots", "5");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("InvalidConfiguration", ended.Out, StringComparison.Ordinal);
        Assert.Contains("runId: 'yesterday' is something else", ended.Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--aws is given without SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION.", "2026-01-31-a", "--aws")]
    [InlineData("--aws and --fleet contradict each other", "2026-01-31-a", "--aws", "--fleet", "x.json")]
    [InlineData("--run 'no-such-folder' is not valid.", "2026-01-31-a", "--run", "no-such-folder")]
    [InlineData("--real is given with the event 'no-such.json'.", "no-such.json", "--real")]
    [InlineData("EVENT.json 'no-such.json'", "no-such.json")]
    [InlineData("--remaining-seconds 'x' is not valid.", "2026-01-31-a", "--remaining-seconds", "x")]
    public async Task Wrong_usage_ends_with_2_and_says_what_is_valid(string error, params string[] arguments)
    {
        var ended = await SandboxProcess.RunAsync(["restore", .. arguments]);

        Assert.Equal((2, ""), (ended.ExitCode, ended.Out));
        Assert.Contains($"error: {error}", ended.Error, StringComparison.Ordinal);
        Assert.Contains("valid: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("next:  ", ended.Error, StringComparison.Ordinal);
    }
}
