using SnapshotLambda.Core.Results;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>Snapshots whose creation failed: nothing can be restored of them, and they count towards the quota.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class FailedTests(Nights nights)
{
    private const string Fleet = """
        "volumes": ["vol-q"],
        "snapshots": [
          { "id": "snap-failed", "volumeId": "vol-q", "ageDays": 300, "state": "error" },
          { "id": "snap-failed-lately", "volumeId": "vol-q", "ageDays": 9, "state": "error" },
          { "id": "snap-failed-named", "volumeId": "vol-q", "ageDays": 290, "state": "error", "tags": { "DoNotDelete": "" } },
          { "id": "snap-good", "volumeId": "vol-q", "ageDays": 45 },
          { "id": "snap-pending", "volumeId": "vol-q", "ageDays": 280, "state": "pending" } ]
        """;

    [Fact]
    public async Task Stay_by_default_and_are_counted()
    {
        var night = await nights.RunAsync(Fleet, """{ "dryRun": false }""");

        Assert.Equal("failed failed-lately failed-named good pending", night.Left);
        Assert.Equal("NewestOfVolume 1, NotCompleted 2, TagExcluded 1, TooYoung 1", night.Kept);
        Assert.Equal(1, night.Noted(NoteCode.InErrorState));
    }

    [Fact]
    public async Task Go_by_age_where_a_setting_says_so_but_for_what_is_named_or_may_still_be_completed()
    {
        var night = await nights.RunAsync(Fleet, """{ "dryRun": false, "errorState": "ageOnly" }""");

        Assert.Equal("failed-lately failed-named good pending", night.Left);
        Assert.Null(night.Noted(NoteCode.InErrorState));
    }

    // A failed snapshot may never come to the Recycle Bin, so it says nothing about the rule there.
    [Fact]
    public async Task Are_not_the_ones_that_are_looked_up_in_the_recycle_bin()
    {
        var night = await nights.RunAsync(
            """
            "recycleBin": [ { "days": 7, "tag": "snapshot-lambda:retired=true" } ],
            "snapshots": [
              { "id": "snap-failed", "volumeId": "vol-q", "ageDays": 300, "state": "error" },
              { "id": "snap-old", "volumeId": "vol-q", "ageDays": 200 },
              { "id": "snap-newer", "volumeId": "vol-q", "ageDays": 100 } ]
            """,
            """{ "dryRun": false, "errorState": "ageOnly", "recycleBin": "require" }""");

        Assert.Equal(("Succeeded", "newer"), ($"{night.Result.Status}", night.Left));
        Assert.Contains("snap-old", night.After.Bin.Keys);
    }
}
