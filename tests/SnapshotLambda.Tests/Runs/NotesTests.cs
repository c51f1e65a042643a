using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Tests.Access;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Runs;

/// <summary>What a run says beside its status, over the wire.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class NotesTests
{
    private const string Region = """
        "snapshots": [ { "id": "snap-young", "volumeId": "vol-y", "ageDays": 1, "tags": { "Keep": "yes" } }, { "id": "snap-old", "volumeId": "vol-o", "ageDays": 90 },
          { "id": "snap-older", "volumeId": "vol-p", "ageDays": 99 } ]
        """;

    [Fact]
    public async Task A_fenced_run_whose_settings_all_keep_something_is_told_of_nothing_but_that_it_has_no_undo()
    {
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync(Scenario.Delete(""" "excludeTags": { "keep": ["y*"] } """));

        Assert.Equal((RunStatus.Succeeded, 2), (result.Status, result.Totals.Deleted));
        Assert.Equal([("NoUndo", 2)], result.Notes.Select(note => (note.Code, note.Count)));
        Assert.Single(night.Log.Of("run_note"));
    }

    [Fact]
    public async Task An_excluded_key_that_keeps_nothing_and_a_guard_that_is_skipped_are_told_in_result_log_and_report()
    {
        await using var night = await Roles.FencedAsync(Region);

        var result = await night.RunAsync(
            Scenario.Delete(""" "excludeTags": { "Kep": ["*"], "Keep": ["no"], "K*": ["yes"] }, "skipGuards": ["images"] """));

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal([("ExcludesNothing", 3), ("GuardsSkipped", 1), ("NoUndo", 2)], result.Notes.Select(note => (note.Code, note.Count)));
        Assert.Contains(""" "Kep", "Keep": none of 3 snapshots""", result.Notes[0].Text, StringComparison.Ordinal);
        Assert.Equal(
            result.Notes.Select(note => (note.Code, note.Count, note.Text)),
            night.Log.Of("run_note").Select(line => ((string)line["code"]!, (int)line["count"]!, (string)line["text"]!)));
        var report = ReportWriter.Plain(new ReportContent(result)).ReplaceLineEndings(" ");
        Assert.All(result.Notes, note => Assert.Contains($"-  {note.Text[..40]}", report, StringComparison.Ordinal));
    }

    [Fact]
    public async Task They_travel_with_the_result_and_with_a_remembered_one_and_are_logged_once()
    {
        await using var night = await Scenario.OverAsync(Region);
        var payload = Scenario.Delete($""" "idempotencyKey": "{Guid.NewGuid()}" """);

        var first = await night.RunAsync(payload);
        var again = await night.RunAsync(payload);

        Assert.True(again.Replayed);
        Assert.Equal([("NoFence", 1), ("NoUndo", 2)], first.Notes.Select(note => (note.Code, note.Count)));
        Assert.Equal(first.Notes, again.Notes);
        Assert.Equal(2, night.Log.Of("run_note").Count);
        using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(first, WireTypes.Default.RunResult));
        Assert.Equal(["Code", "Count", "Text"], json.RootElement.GetProperty("Notes")[0].EnumerateObject().Select(field => field.Name));
        Assert.False(json.RootElement.GetProperty("Regions")[0].TryGetProperty("Facts", out _));
    }

    [Theory]
    [InlineData("off", "NoFence")]
    [InlineData("tagsOnly", "FenceWithoutAge")]
    [InlineData("on", null)]
    public async Task A_fence_that_is_taken_down_is_told(string fence, string? code)
    {
        await using var night = await Roles.FencedAsync(Region);
        night.Environment["SNAPSHOT_LAMBDA_FENCE"] = fence;

        var result = await night.RunAsync(Scenario.Look);

        Assert.Equal(code is null ? ["NoUndo"] : [code, "NoUndo"], result.Notes.Select(note => note.Code));
        Assert.All(result.Notes.SkipLast(1), note => Assert.Contains($"SNAPSHOT_LAMBDA_FENCE is {fence}", note.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_region_that_a_policy_denies_is_told_once_with_the_others()
    {
        await using var night = await Scenario.OverRegionsAsync(
            $$"""{ "name": "us-east-1", {{Region}} }, { "name": "eu-west-1", {{Region}} }, { "name": "eu-west-2" }""",
            Scenario.Faulty(call => call is { Region: "eu-west-1" or "eu-west-2" } ? new InjectedFault("denied")
            {
                Error = _ => new ApiError("UnauthorizedOperation", "with an explicit deny in a service control policy", 403),
            } : null));

        var result = await night.RunAsync(Scenario.Delete(""" "regions": ["all"] """));

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal([("NoFence", 1), ("RegionsDenied", 2), ("NoUndo", 2)], result.Notes.Select(note => (note.Code, note.Count)));
        Assert.Contains("2 regions, eu-west-1, eu-west-2: all snapshots there are kept", result.Notes[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_tells_of_what_it_may_not_ask_with_whom_it_is_shared()
    {
        await using var night = await Scenario.OverAsync(Region, Scenario.Faulty(call =>
            call.Action == "DescribeSnapshotAttribute" && call.Parameters.Text("SnapshotId") == "snap-old"
                ? new InjectedFault("denied") { Error = _ => new ApiError("UnauthorizedOperation", "You are not authorized.", 403) }
                : null));

        var dry = await night.RunAsync(Scenario.Look);
        var real = await night.RunAsync(Scenario.Delete());

        Assert.Equal([("NoFence", 1), ("SharingDenied", 1), ("NoUndo", 2)], dry.Notes.Select(note => (note.Code, note.Count)));
        Assert.Equal(["NoFence", "NoUndo"], real.Notes.Select(note => note.Code));
        Assert.Equal((RunStatus.PartiallyFailed, "snap-old"), (real.Status, Assert.Single(real.Regions[0].Failures).SnapshotId));
    }
}
