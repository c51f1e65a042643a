using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Guards;

/// <summary>What services of AWS own without a tag that begins <c>aws:</c>: the built function leaves it to them.</summary>
[Trait("Starts", "Function")]
public sealed class AwsServiceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Snapshots_that_a_database_of_RDS_Custom_can_be_restored_from_are_kept(bool isDryRun)
    {
        var (result, left) = await RunAsync(isDryRun, """
            "volumes": ["vol-data"],
            "snapshots": [
              { "id": "snap-by-hand", "volumeId": "vol-data", "ageDays": 300, "tags": { "AWSRDSCustom": "custom-sqlserver", "VolumeType": "data" } },
              { "id": "snap-of-last-month", "volumeId": "vol-data", "ageDays": 35, "tags": { "AWSRDSCustom": "custom-sqlserver" } },
              { "id": "snap-of-yesterday", "volumeId": "vol-data", "ageDays": 1, "tags": { "AWSRDSCustom": "custom-sqlserver" } } ]
            """);

        Assert.Equal((RunStatus.Succeeded, 3), (result.Status, result.Totals.Scanned));
        Assert.Equal([("ManagedByAwsService", 3)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(["snap-by-hand", "snap-of-last-month", "snap-of-yesterday"], left);
    }

    [Theory]
    [InlineData("InspectorScan")]
    [InlineData("GuardDutyScanId")]
    [InlineData("GuardDutyFindingDetected")]
    public async Task A_scan_takes_no_backup_s_place_as_the_newest_of_its_volume(string key)
    {
        var (result, left) = await RunAsync(isDryRun: false, $$"""
            "volumes": ["vol-shop"],
            "snapshots": [
              { "id": "snap-the-one-backup", "volumeId": "vol-shop", "ageDays": 60 },
              { "id": "snap-of-a-scan", "volumeId": "vol-shop", "ageDays": 0.1, "tags": { "{{key}}": "x" } } ]
            """);

        Assert.Equal([("ManagedByAwsService", 1), ("NewestOfVolume", 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(["snap-of-a-scan", "snap-the-one-backup"], left);
    }

    [Fact]
    public async Task What_EC2_Fast_Launch_keeps_ready_stays_and_what_others_created_goes_and_a_skipped_key_keeps_nothing()
    {
        const string Region = """
            "snapshots": [
              { "id": "snap-fast-launch", "volumeId": "vol-1", "ageDays": 100, "tags": { "CreatedBy": "EC2 Fast Launch" } },
              { "id": "snap-of-terraform", "volumeId": "vol-2", "ageDays": 101, "tags": { "CreatedBy": "terraform" } },
              { "id": "snap-of-a-scan", "volumeId": "vol-3", "ageDays": 102, "tags": { "InspectorScan": "x" } } ]
            """;

        var (_, left) = await RunAsync(
            isDryRun: false, Region, "\"keepLatestPerVolume\": 0, \"skipGuards\": [\"awsServices:InspectorScan\"]");

        Assert.Equal(["snap-fast-launch"], left);
    }

    private static async Task<(RunResult Result, IReadOnlyList<string> Left)> RunAsync(
        bool isDryRun, string region, string more = "\"verbose\": true")
    {
        using var folder = new Folder();
        var fleet = folder.Write(
            "fleet.json", $$"""{ "accounts": [ { "id": "111122223333", "regions": [ { "name": "us-east-1", {{region}} } ] } ] }""");
        var payload = folder.Write(
            "event.json", $$"""{ "dryRun": {{JsonSerializer.Serialize(isDryRun)}}, "maxDeletePercent": 100, {{more}} }""");
        string after = folder.At("after.json"), result = folder.At("result.json");
        var ended = await SandboxProcess.RunAsync("invoke", payload, "--fleet", fleet, "--result", result, "--world-after", after);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        var left = FleetReader.Read(
            await File.ReadAllBytesAsync(after), TimeProvider.System.GetUtcNow()).Accounts[0].Regions[0].Snapshots.Keys;
        return (ResultJson.TryRead(await File.ReadAllTextAsync(result))!, [.. left]);
    }
}
