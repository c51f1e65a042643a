namespace SnapshotLambda.EndToEnd.Tests.Keeping;

/// <summary>What somebody moved to the archive, to have it for years.</summary>
[Trait("Starts", "Function")]
[Collection(SharedNights.Name)]
public sealed class ArchivedTests(Nights nights)
{
    private const string Ledger = """
        "volumes": ["vol-ledger"],
        "snapshots": [
          { "id": "snap-year-1", "volumeId": "vol-ledger", "ageDays": 1300, "tier": "archive", "tierAgeDays": 1290, "tags": { "retention": "7 years" } },
          { "id": "snap-year-2", "volumeId": "vol-ledger", "ageDays": 930, "tier": "archive", "tierAgeDays": 920 },
          { "id": "snap-year-3", "volumeId": "vol-ledger", "ageDays": 120, "tier": "archive", "tierAgeDays": 60 },
          { "id": "snap-daily-1", "volumeId": "vol-ledger", "ageDays": 40 },
          { "id": "snap-daily-2", "volumeId": "vol-ledger", "ageDays": 3 } ]
        """;

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Stays_by_default(string dryRun)
    {
        var night = await nights.RunAsync(Ledger, $$"""{ "dryRun": {{dryRun}} }""");

        Assert.Equal(1, night.Result.Totals.WouldDelete ?? night.Result.Totals.Deleted);
        Assert.Equal(
            3, night.Result.Totals.Kept.Where(kept => kept.Key.StartsWith("Archived", StringComparison.Ordinal)).Sum(kept => kept.Value));
        Assert.Equal(dryRun == "true" ? "daily-1 daily-2 year-1 year-2 year-3" : "daily-2 year-1 year-2 year-3", night.Left);
    }

    [Fact]
    public async Task Goes_after_the_90_days_that_are_paid_for_where_a_setting_says_so()
    {
        var night = await nights.RunAsync(Ledger, """{ "dryRun": false, "archived": "after90Days" }""");

        Assert.Equal("daily-2 year-3", night.Left);
        Assert.Equal("ArchivedUnder90Days 1, TooYoung 1", night.Kept);
    }
}
