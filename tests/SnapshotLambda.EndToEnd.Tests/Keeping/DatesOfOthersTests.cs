using SnapshotLambda.Core.Results;

namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>Tags of people and other tools that say until when a snapshot is to be had.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class DatesOfOthersTests(Nights nights)
{
    private const string Fleet = """
        "volumes": ["vol-n"],
        "snapshots": [
          { "id": "snap-ahead", "volumeId": "vol-n", "ageDays": 90, "tags": { "DeleteOn": "2099-12-31" } },
          { "id": "snap-spelt", "volumeId": "vol-n", "ageDays": 91, "tags": { "KEEP_UNTIL": "2099-12-31T12:00:00Z" } },
          { "id": "snap-epoch", "volumeId": "vol-n", "ageDays": 92, "tags": { "PurgeAllow": "true", "PurgeAfterFE": "1956528000" } },
          { "id": "snap-never", "volumeId": "vol-n", "ageDays": 93, "tags": { "Expires": "Never" } },
          { "id": "snap-over", "volumeId": "vol-n", "ageDays": 94, "tags": { "Delete-After": "2024-01-31" } },
          { "id": "snap-ours", "volumeId": "vol-n", "ageDays": 95, "tags": { "snapshot-lambda:keep-until": "2099-12-31" } },
          { "id": "snap-own-key", "volumeId": "vol-n", "ageDays": 96, "tags": { "Retire on": "2099-12-31" } },
          { "id": "snap-plain", "volumeId": "vol-n", "ageDays": 97 },
          { "id": "snap-new", "volumeId": "vol-n", "ageDays": 3 } ]
        """;

    [Fact]
    public async Task Keep_while_they_are_ahead_or_cannot_be_read()
    {
        var night = await nights.RunAsync(Fleet, """{ "dryRun": false }""");

        Assert.Equal("ahead epoch never new ours spelt", night.Left);
        Assert.Equal("KeepUntil 3, KeepUntilUnreadable 2, TooYoung 1", night.Kept);
        Assert.Equal(2, night.Noted(NoteCode.UnreadableDates));
    }

    [Fact]
    public async Task Are_found_by_the_keys_that_are_named_and_by_the_tool_s_own()
    {
        var night = await nights.RunAsync(Fleet, """{ "dryRun": false, "keepUntilTags": ["retire-on"] }""");

        Assert.Equal("new ours own-key", night.Left);
        Assert.Null(night.Noted(NoteCode.UnreadableDates));
    }

    // Whoever named the day will delete it then, so it is no backup to count on.
    [Fact]
    public async Task Take_nobody_s_place_among_the_newest()
    {
        var night = await nights.RunAsync(
            """
            "volumes": ["vol-n"],
            "snapshots": [
              { "id": "snap-dated", "volumeId": "vol-n", "ageDays": 5, "tags": { "DeleteOn": "2099-12-31" } },
              { "id": "snap-last", "volumeId": "vol-n", "ageDays": 60 } ]
            """,
            """{ "dryRun": false }""");

        Assert.Equal(("dated last", "NewestOfVolume 1, TooYoung 1"), (night.Left, night.Kept));
    }
}
