using SnapshotLambda.Core.Results;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>Snapshots of services and tools that have no tag of <c>aws:</c>.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class OtherOwnersTests(Nights nights)
{
    private const string OnlyBackup = """
        "volumes": ["vol-db"],
        "snapshots": [
          { "id": "snap-older", "volumeId": "vol-db", "ageDays": 80 },
          { "id": "snap-only-backup", "volumeId": "vol-db", "ageDays": 45, "tags": { "Name": "last backup of the db" } }
        """;

    private const string Databases = """
        "volumes": ["vol-d"],
        "snapshots": [
          { "id": "snap-by-hand", "volumeId": "vol-d", "ageDays": 200, "tags": { "AWSRDSCustom": "custom-sqlserver", "DBSnapshotIdentifier": "by-hand" } },
          { "id": "snap-point-1", "volumeId": "vol-d", "ageDays": 34, "tags": { "AWSRDSCustom": "custom-sqlserver", "DBSnapshotIdentifier": "automated-34" } },
          { "id": "snap-point-2", "volumeId": "vol-d", "ageDays": 1, "tags": { "AWSRDSCustom": "custom-sqlserver", "DBSnapshotIdentifier": "automated-1" } } ]
        """;

    // The scanner deletes its snapshot within the hour, and the volume would have none at all.
    [Theory]
    [InlineData(null)]
    [InlineData("InspectorScan")]
    [InlineData("GuardDutyScanId")]
    [InlineData("a-scanner-that-no-guard-knows")]
    public async Task A_scanner_s_snapshot_does_not_take_the_place_of_the_only_backup(string? tag)
    {
        var scan = tag is null ? "" : $$""", { "id": "snap-scan", "volumeId": "vol-db", "ageDays": 0.05, "tags": { "{{tag}}": "1" } }""";

        var night = await nights.RunAsync($"{OnlyBackup}{scan} ]", """{ "dryRun": false }""");

        Assert.Equal(tag is null ? "only-backup" : "only-backup scan", night.Left);
        Assert.Equal(1, night.Result.Totals.Kept["NewestOfVolume"]);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_database_of_rds_custom_keeps_all_that_it_may_be_restored_from(string dryRun)
    {
        var night = await nights.RunAsync(Databases, $$"""{ "dryRun": {{dryRun}} }""");

        Assert.Equal(("by-hand point-1 point-2", "ManagedByAwsService 3"), (night.Left, night.Kept));
        Assert.DoesNotContain(night.Result.Regions[0].FenceOmits, omitted => omitted.Contains("AWSRDSCustom", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_key_of_a_guard_can_be_left_out_alone()
    {
        var night = await nights.RunAsync(Databases, """{ "dryRun": false, "skipGuards": ["awsServices:AWSRDSCustom"] }""");

        Assert.Equal(("point-1 point-2", 1), (night.Left, night.Noted(NoteCode.GuardsSkipped)));
    }

    [Fact]
    public async Task A_key_to_exclude_may_have_a_star()
    {
        var night = await nights.RunAsync(
            """
            "volumes": ["vol-c", "vol-d"],
            "snapshots": [
              { "id": "snap-box-old", "volumeId": "vol-c", "ageDays": 400, "tags": { "toolbox-snapshot": "nightly" } },
              { "id": "snap-box-new", "volumeId": "vol-c", "ageDays": 3, "tags": { "toolbox-snapshot": "nightly" } },
              { "id": "snap-job-old", "volumeId": "vol-d", "ageDays": 90, "tags": { "Backup-Tool/job": "1" } },
              { "id": "snap-job-plain", "volumeId": "vol-d", "ageDays": 91 },
              { "id": "snap-job-new", "volumeId": "vol-d", "ageDays": 3 } ]
            """,
            """{ "dryRun": false, "excludeTags": { "toolbox*": ["*"], "backup-tool/*": ["*"] } }""");

        Assert.Equal("box-new box-old job-new job-old", night.Left);
    }

    [Fact]
    public async Task A_key_to_include_may_have_none_and_says_so()
    {
        var night = await nights.RunAsync(OnlyBackup + "]", """{ "dryRun": false, "includeTags": { "toolbox*": ["*"] } }""");

        Assert.Equal((RunStatus.InvalidConfiguration, "older only-backup"), (night.Result.Status, night.Left));
        Assert.Contains("toolbox*", Assert.Single(night.Result.Errors!), StringComparison.Ordinal);
    }
}
