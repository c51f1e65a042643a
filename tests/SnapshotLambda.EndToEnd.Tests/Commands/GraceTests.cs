using System.Globalization;
using System.Text.Json.Nodes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Commands;

/// <summary>Several nights of the built function on one fleet, each in a process of its own.</summary>
[Trait("Starts", "Function")]
public sealed class GraceTests : IDisposable
{
    private const string Key = "snapshot-lambda:delete-after";
    private const string Policy = """{ "dryRun": false, "keepLatestPerVolume": 0, "graceDays": 2 }""";

    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly Folder _folder = new();

    [Fact]
    public async Task Marks_one_night_saves_what_was_tagged_meanwhile_and_deletes_the_rest_a_later_night()
    {
        var first = _folder.Write("first.json", FleetText.OfAccount().WithSnapshots(90, "snap-a", "snap-b", "snap-c").At(_now).ToString());

        var marking = await InvokeAsync(Policy, first, _folder.At("marked.json"));
        Ec2Snapshot[] marked = [.. Region(_folder.At("marked.json")).Snapshots.Values];
        var deleting = await InvokeAsync(Policy, FiveDaysLater(_folder.At("marked.json"), "snap-b"), _folder.At("after.json"));

        Assert.Equal((RunStatus.Succeeded, 0, 3), (marking.Status, marking.Totals.Deleted, marking.Totals.Marked));
        Assert.All(marked, snapshot => Assert.Equal(
            _now.UtcDateTime.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), snapshot.TagValue(Key)));
        Assert.Equal((RunStatus.Succeeded, 2, 1), (deleting.Status, deleting.Totals.Deleted, deleting.Totals.Kept["TagExcluded"]));
        var saved = Assert.Single(Region(_folder.At("after.json")).Snapshots.Values);
        Assert.Equal(("snap-b", null), (saved.Id, saved.TagValue(Key)));
    }

    [Theory]
    [InlineData(false, RunStatus.PartiallyFailed, 1, 0)]
    [InlineData(true, RunStatus.Succeeded, 3, 3)]
    public async Task Deletes_into_the_recycle_bin_or_stops_after_the_first(bool hasRule, RunStatus status, int deleted, int binned)
    {
        var fleet = FleetText.OfAccount().WithSnapshots(90, "snap-a", "snap-b", "snap-c").At(_now);
        if (hasRule) fleet.WithRecycleBin(7, "snapshot-lambda:retired=true");

        var result = await InvokeAsync(
            """{ "dryRun": false, "keepLatestPerVolume": 0, "recycleBin": "require" }""",
            _folder.Write("fleet.json", fleet.ToString()),
            _folder.At("after.json"));

        Assert.Equal((status, deleted, 3 - deleted), (result.Status, result.Totals.Deleted, result.Totals.NotAttempted));
        Assert.Equal(binned, Region(_folder.At("after.json")).Bin.Count);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunResult> InvokeAsync(string payload, string fleet, string after)
    {
        var ended = await SandboxProcess.RunAsync(
            "invoke", _folder.Write("event.json", payload), "--fleet", fleet, "--world-after", after, "--json");
        return ResultJson.TryRead(ended.Out) ?? throw new InvalidOperationException($"{ended.Out} {ended.Error}");
    }

    /// <summary>The same fleet five days on, told as if it were today, after somebody tagged a snapshot to be kept.</summary>
    private string FiveDaysLater(string fleet, string saved)
    {
        var json = JsonNode.Parse(File.ReadAllText(fleet))!;
        var snapshots = json["accounts"]![0]!["regions"]![0]!["snapshots"]!.AsArray();
        foreach (var snapshot in snapshots)
            snapshot!["tags"]![Key] = DateOnly.Parse((string)snapshot["tags"]![Key]!, CultureInfo.InvariantCulture)
                .AddDays(-5)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        snapshots.Single(snapshot => (string)snapshot!["id"]! == saved)!["tags"]!["DoNotDelete"] = "";
        return _folder.Write("later.json", json.ToJsonString());
    }

    private Region Region(string fleet) => FleetReader.Read(File.ReadAllBytes(fleet), _now).Accounts[0].Regions[0];
}
