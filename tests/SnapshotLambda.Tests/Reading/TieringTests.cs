using SnapshotLambda.Core.Results;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Reading;

/// <summary>What EC2 lists as standard and is not there to stay.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class TieringTests
{
    private const string KeepOne = """{ "dryRun": false, "maxDeletePercent": 100, "skipGuards": [] }""";
    private const string Restored = """ "tierAgeDays": 400, "tiering": "temporary-restore-completed", "restoredForDays": 3 """;

    private static string Volume(string newest) => $$"""
        "volumes": ["vol-1"], "snapshots": [
          { "id": "snap-newest", "volumeId": "vol-1", "ageDays": 100, {{newest}} },
          { "id": "snap-permanent", "volumeId": "vol-1", "ageDays": 200 },
          { "id": "snap-oldest", "volumeId": "vol-1", "ageDays": 300 } ]
        """;

    [Theory]
    [InlineData(Restored)]
    [InlineData(""" "tiering": "archival-in-progress" """)]
    [InlineData(""" "tier": "archive", "tierAgeDays": 400, "tiering": "temporary-restore-in-progress" """)]
    [InlineData(""" "tier": "archive", "tierAgeDays": 400, "tiering": "permanent-restore-in-progress" """)]
    public async Task Is_kept_and_holds_no_floor_for_the_volume_s_last_backup_that_is_there_to_stay(string newest)
    {
        await using var night = await Scenario.OverAsync(Volume(newest));

        var result = await night.RunAsync(KeepOne);

        Assert.Equal(["snap-newest", "snap-permanent"], night.SnapshotIds);
        Assert.Equal([("BeingTiered", 1), ("NewestOfVolume", 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal((RunStatus.Succeeded, 1), (result.Status, night.CallsOf("DescribeSnapshotTierStatus")));
    }

    [Theory]
    [InlineData(""" "tierAgeDays": 400, "tiering": "permanent-restore-completed" """)]
    [InlineData(""" "tiering": "archival-failed" """)]
    public async Task What_came_to_rest_in_the_standard_tier_is_a_backup_as_any_other(string newest)
    {
        await using var night = await Scenario.OverAsync(Volume(newest));

        var result = await night.RunAsync(KeepOne);

        Assert.Equal(["snap-newest"], night.SnapshotIds);
        Assert.Equal([("NewestOfVolume", 1)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
    }

    [Fact]
    public async Task What_went_back_to_the_archive_is_archived_as_any_other()
    {
        await using var night = await Scenario.OverAsync(
            Volume(""" "tier": "archive", "tierAgeDays": 400, "tiering": "temporary-restore-completed" """));

        await night.RunAsync(KeepOne.Replace("}", """, "archived": "after90Days" }""", StringComparison.Ordinal));

        Assert.Equal(["snap-permanent"], night.SnapshotIds);
    }

    [Fact]
    public async Task What_the_snapshots_own_listing_calls_restored_holds_no_floor_where_the_guard_is_skipped_and_is_no_worse_off_than_before()
    {
        await using var night = await Scenario.OverAsync(Volume(Restored));

        var result = await night.RunAsync(KeepOne.Replace("[]", """["tiering"]""", StringComparison.Ordinal));

        Assert.Equal(["snap-newest", "snap-permanent"], night.SnapshotIds);
        Assert.Equal([("NewestOfVolume", 2)], result.Totals.Kept.Select(kept => (kept.Key, kept.Value)));
        Assert.Equal(0, night.CallsOf("DescribeSnapshotTierStatus"));
    }

    [Fact]
    public async Task What_the_snapshots_own_listing_calls_restored_is_kept_although_the_tier_status_does_not_name_it_yet()
    {
        Scenario night = null!;
        night = await Scenario.OverAsync(Volume(Restored), Scenario.Faulty(call =>
        {
            if (call.Action == "DescribeSnapshotTierStatus") night.ChangeBehind(
                "snap-newest", snapshot => snapshot with { Tiering = SnapshotLambda.Sandbox.Worlds.TieringState.ArchivalCompleted });
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(KeepOne);

        Assert.Equal(1, result.Totals.Kept["BeingTiered"]);
        Assert.Equal(["snap-newest", "snap-permanent"], night.SnapshotIds);
    }

    [Fact]
    public async Task Many_of_them_are_read_over_all_pages()
    {
        var moving = string.Join(", ", Enumerable.Range(0, 1_200).Select(
            i => $$"""{ "id": "snap-{{i:D4}}", "volumeId": "vol-1", "ageDays": 100, "tiering": "archival-in-progress" }"""));
        await using var night = await Scenario.OverAsync($""" "snapshots": [ {moving}, {Scenario.Old(3)} ] """);

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(
            (3, 1_200, 2), (result.Totals.Deleted, result.Totals.Kept["BeingTiered"], night.CallsOf("DescribeSnapshotTierStatus")));
    }
}
