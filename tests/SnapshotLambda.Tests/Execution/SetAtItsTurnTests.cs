using SnapshotLambda.Core.Results;
using SnapshotLambda.Tests.FallbackPackages;
using SnapshotLambda.Tests.Reading;

namespace SnapshotLambda.Tests.Execution;

/// <summary>Sets of several volumes and failed snapshots, when their turn to be deleted has come.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class SetAtItsTurnTests
{
    private const string Set = """
        "snapshots": [
          { "id": "snap-00000001", "volumeId": "vol-1", "ageDays": 90, "description": "set A" },
          { "id": "snap-00000002", "volumeId": "vol-2", "ageDays": 90, "description": "set A" },
          { "id": "snap-00000003", "volumeId": "vol-3", "ageDays": 80, "description": "alone" } ]
        """;

    [Fact]
    public async Task Stays_whole_where_one_of_it_is_tagged_to_stay_just_before_its_deletion()
    {
        Scenario night = null!;
        night = await Scenario.OverAsync(Set, Scenario.Faulty(call =>
        {
            if (call.IsLookUp() && night.TagOf("snap-00000002", "DoNotDelete") is null) night.TagBehind("snap-00000002", "DoNotDelete", "");
            return null;
        }));
        await using var _ = night;

        var result = await night.RunAsync(Scenario.Delete());

        Assert.Equal(["snap-00000001", "snap-00000002"], night.SnapshotIds.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (result.Totals.Kept["TagExcluded"], result.Totals.Kept["PartOfSet"]));
    }

    [Fact]
    public async Task A_failed_snapshot_is_deleted_and_proves_nothing_of_the_recycle_bin()
    {
        await using var night = await Scenario.OverAsync("""
            "snapshots": [
              { "id": "snap-failed", "volumeId": "vol-1", "ageDays": 90, "state": "error" },
              { "id": "snap-old", "volumeId": "vol-2", "ageDays": 80 },
              { "id": "snap-older", "volumeId": "vol-3", "ageDays": 85 } ]
            """);

        var result = await night.RunAsync(Scenario.Delete(""" "errorState": "ageOnly", "recycleBin": "require" """));

        // There is no rule of the Recycle Bin: the first snapshot that could be restored shows it, and the next stays.
        Assert.Equal(["snap-failed", "snap-older"], night.Deletions);
        Assert.Equal(RunStatus.PartiallyFailed, result.Status);
        Assert.Equal(["snap-old"], night.SnapshotIds);
    }
}
