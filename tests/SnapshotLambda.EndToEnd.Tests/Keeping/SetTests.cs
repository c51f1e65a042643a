namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>Snapshots of several volumes that were taken at one instant: only all of them together can be restored.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class SetTests(Nights nights)
{
    private const string Delete = """{ "dryRun": false }""";

    [Theory]
    [InlineData("""{ "AppConsistent": "True", "AwsVssConfig": "x" }""")]
    [InlineData("""{ "taken-by": "a tool that no guard knows" }""")]
    [InlineData("{}")]
    public async Task Are_not_torn_by_the_floor_of_one_volume(string tags)
    {
        var night = await nights.RunAsync(
            $$"""
            "volumes": ["vol-root", "vol-data"],
            "snapshots": [
              { "id": "snap-root-old", "volumeId": "vol-root", "ageDays": 40, "description": "before the upgrade", "tags": {{tags}} },
              { "id": "snap-data-old", "volumeId": "vol-data", "ageDays": 40, "description": "before the upgrade", "tags": {{tags}} },
              { "id": "snap-data-older", "volumeId": "vol-data", "ageDays": 41, "description": "data alone", "tags": {{tags}} },
              { "id": "snap-data-new", "volumeId": "vol-data", "ageDays": 5, "description": "data alone", "tags": {{tags}} } ]
            """,
            Delete);

        Assert.Equal("data-new data-old root-old", night.Left);
        Assert.Equal("NewestOfVolume 1, PartOfSet 1, TooYoung 1", night.Kept);
    }

    [Fact]
    public async Task Are_held_by_a_tag_of_one()
    {
        var night = await nights.RunAsync(Pairs("""{ "DoNotDelete": "" }"""), Delete);

        Assert.Equal("data-2 data-3 root-2 root-3", night.Left);
        Assert.Equal("PartOfSet 1, TagExcluded 1, TooYoung 2", night.Kept);
    }

    [Fact]
    public async Task Go_together_once_nothing_holds_any_of_them()
    {
        var night = await nights.RunAsync(Pairs("{}"), Delete);

        Assert.Equal(("data-3 root-3", 4), (night.Left, night.Result.Totals.Deleted));
    }

    [Fact]
    public async Task Are_none_where_their_descriptions_differ_or_their_volume_is_one()
    {
        var night = await nights.RunAsync(
            """
            "volumes": ["vol-root", "vol-data"],
            "snapshots": [
              { "id": "snap-root", "volumeId": "vol-root", "ageDays": 40, "description": "root" },
              { "id": "snap-data", "volumeId": "vol-data", "ageDays": 40, "description": "data" },
              { "id": "snap-data-again", "volumeId": "vol-data", "ageDays": 40, "description": "data" },
              { "id": "snap-data-new", "volumeId": "vol-data", "ageDays": 5, "description": "data" } ]
            """,
            Delete);

        Assert.Equal("data-new root", night.Left);
    }

    private static string Pairs(string tagsOfOne) => $$"""
        "volumes": ["vol-root", "vol-data"],
        "snapshots": [
          { "id": "snap-root-1", "volumeId": "vol-root", "ageDays": 80 }, { "id": "snap-data-1", "volumeId": "vol-data", "ageDays": 80 },
          { "id": "snap-root-2", "volumeId": "vol-root", "ageDays": 40, "tags": {{tagsOfOne}} }, { "id": "snap-data-2", "volumeId": "vol-data", "ageDays": 40 },
          { "id": "snap-root-3", "volumeId": "vol-root", "ageDays": 4 }, { "id": "snap-data-3", "volumeId": "vol-data", "ageDays": 4 } ]
        """;
}
