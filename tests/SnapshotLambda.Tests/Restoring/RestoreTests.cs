using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>Taking a night back, over the wire: what comes back, what is left alone, and what the result says.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task A_whole_run_comes_back_is_kept_for_30_days_and_loses_the_tags_of_its_deletion()
    {
        var night = Night.Of(3).Binned(9, Night.Of(0).StartedAt.AddMinutes(5), new Tag(OwnTags.Run, "another/run"));
        night = night.In(RestoreScenario.Region, region => region with
        {
            Bin = region.Bin.SetItem(Night.Id(1), region.Bin[Night.Id(1)] with
            {
                Snapshot = region.Bin[Night.Id(1)].Snapshot with
                {
                    Tags = [new("Name", "a"), new(OwnTags.DeleteAfter, "2026-01-01"), .. region.Bin[Night.Id(1)].Snapshot.Tags],
                },
            }),
        });
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal((RunStatus.Succeeded, 3, 3, 0), (result.Status, result.Totals.Found, result.Totals.Restored, result.Totals.TagsLeft));
        Assert.Equal((night.RunId, night.ThirtyDays), (result.TakenBack, result.KeepUntil));
        Assert.Equal([new("Name", "a"), new(OwnTags.KeepUntil, night.ThirtyDays)], scenario[Night.Id(1)].Tags.AsEnumerable());
        Assert.Equal([new(OwnTags.KeepUntil, night.ThirtyDays)], scenario[Night.Id(3)].Tags.AsEnumerable());
        Assert.Equal([Night.Id(9)], scenario.In().Bin.Keys);
        Assert.Contains(night.ThirtyDays, result.NextStep, StringComparison.Ordinal);
        Assert.Equal(
            [Night.Id(1), Night.Id(2), Night.Id(3)],
            scenario.Log.Of("snapshot_restored").Select(line => line["snapshotId"]).Order());
    }

    [Fact]
    public async Task They_are_kept_before_they_are_restored_and_lose_the_tags_after()
    {
        var night = Night.Of(150);
        await using var scenario = await RestoreScenario.StartAsync(night);

        await scenario.RestoreAsync(Real(night));

        Assert.Equal(
            [
                "CreateTags", .. Enumerable.Repeat("RestoreSnapshotFromRecycleBin", 100), "DeleteTags",
                "CreateTags", .. Enumerable.Repeat("RestoreSnapshotFromRecycleBin", 50), "DeleteTags",
            ],
            scenario.Changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", \"dryRun\": true")]
    public async Task A_dry_run_is_the_default_reads_and_says_what_would_be(string dryRun)
    {
        var night = Night.Of(2).WithList(2, [3, 4]).Present(3);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync($$"""{ "runId": "{{night.RunId}}"{{dryRun}} }""");

        Assert.Equal((RunStatus.Succeeded, true), (result.Status, result.DryRun));
        Assert.Equal(new RestoreCounts { Found = 4, WouldRestore = 2, AlreadyBack = 1, Expired = 1 }, result.Totals);
        Assert.Equal(night.StartedAt.AddMinutes(5).AddDays(7).ToUnixTimeSeconds(), result.Regions[0].FirstExit!.Value.ToUnixTimeSeconds());
        Assert.Contains("dryRun false", result.NextStep, StringComparison.Ordinal);
        Assert.Empty(scenario.Changes);
        Assert.Equal(2, scenario.In().Bin.Count);
        Assert.Equal(2, scenario.Log.Of("snapshot_would_restore").Count);
    }

    [Fact]
    public async Task What_is_no_longer_in_the_bin_and_not_there_is_expired()
    {
        var night = Night.Of(1).WithList(2, [2, 3]);
        night = night.Binned(2, RestoreScenario.Region, night.StartedAt.AddMinutes(5), night.Time.GetUtcNow(), new Tag(OwnTags.Run, night.Tag));
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal(new RestoreCounts { Found = 3, Restored = 1, Expired = 2 }, result.Totals);
        Assert.Equal(RunStatus.Succeeded, result.Status);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("2020-01-01", true)]
    [InlineData("2020-01-01T00:00:00Z", true)]
    [InlineData("2099-01-01", false)]
    [InlineData("2099-01-01T00:00:00Z", false)]
    [InlineData("when Anna says so", false)]
    public async Task What_is_back_with_the_run_s_tag_is_settled_and_never_kept_shorter(string? keepUntil, bool isSet)
    {
        var night = Night.Of(0);
        Tag[] tags =
        [
            .. keepUntil is null ? [] : (Tag[])[new(OwnTags.KeepUntil, keepUntil)], new(OwnTags.Retired, "true"), new(OwnTags.Run, night.Tag),
        ];
        night = night.WithList(1, [1]).Present(1, tags);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal(new RestoreCounts { Found = 1, Restored = 0, AlreadyBack = 1 }, result.Totals);
        Assert.Equal([new(OwnTags.KeepUntil, isSet ? night.ThirtyDays : keepUntil!)], scenario[Night.Id(1)].Tags.AsEnumerable());
    }

    [Fact]
    public async Task What_is_there_without_the_run_s_tag_is_left_as_it_is()
    {
        var night = Night.Of(0).WithList(1, [1, 2]);
        night = night.Present(1, new Tag("Name", "a")).Present(2, new Tag(OwnTags.Run, "clean-up/another-run"), new Tag(OwnTags.Retired, "true"));
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal(2, result.Totals.AlreadyBack);
        Assert.Empty(scenario.Changes);
    }

    [Theory]
    [InlineData(-6, false)]
    [InlineData(-4, true)]
    [InlineData(14, true)]
    [InlineData(16, false)]
    public async Task What_came_into_the_bin_before_or_after_the_run_is_not_its_own(int minutes, bool isOwn)
    {
        var night = Night.Of(0).WithList(1, [1]);
        night = night.Binned(1, night.StartedAt.AddMinutes(minutes), new Tag(OwnTags.Run, night.Tag));
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal((isOwn ? 1 : 0, isOwn ? 0 : 1), (result.Totals.Restored, result.Totals.NotOfThisRun));
        Assert.Equal(isOwn, scenario.In().Bin.IsEmpty);
    }

    [Theory]
    [InlineData(23)]
    [InlineData(0)]
    public async Task A_run_without_a_result_deleted_on_the_day_of_its_id_or_soon_after(int hour)
    {
        var night = new Night();
        var day = new DateTimeOffset(night.StartedAt.UtcDateTime.Date, TimeSpan.Zero);
        night = night.WithList(1, [1, 2]);
        night = night.Binned(1, day.AddHours(hour).AddMinutes(59), new Tag(OwnTags.Run, night.Tag))
            .Binned(2, day.AddDays(-1), new Tag(OwnTags.Run, night.Tag));
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal((1, 1), (result.Totals.Restored, result.Totals.NotOfThisRun));
    }

    [Fact]
    public async Task Nothing_is_restored_that_no_list_names_whatever_its_tag()
    {
        var night = Night.Of(1).Binned(2);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night));

        Assert.Equal((1, 1), (result.Totals.Found, result.Totals.Restored));
        Assert.Equal([Night.Id(2)], scenario.In().Bin.Keys);
    }

    [Fact]
    public async Task Ids_narrow_a_run_and_those_that_it_does_not_name_are_told()
    {
        var night = Night.Of(3).Binned(4);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night, $", \"snapshotIds\": [\"{Night.Id(2)}\", \"{Night.Id(4)}\"]"));

        Assert.Equal((1, 1, 1), (result.Totals.Found, result.Totals.Restored, result.NotFound));
        Assert.Equal([Night.Id(1), Night.Id(3), Night.Id(4)], scenario.In().Bin.Keys);
    }

    [Theory]
    [InlineData("regions", "eu-west-1", 1)]
    [InlineData("regions", "us-east-1", 2)]
    [InlineData("accounts", "111122223333", 3)]
    [InlineData("accounts", "444455556666", 0)]
    public async Task Regions_and_accounts_narrow_it_too(string field, string value, int restored)
    {
        var night = Night.Of(2).WithList(1, [3], "eu-west-1");
        night = night.Binned(3, "eu-west-1", night.StartedAt, night.StartedAt.AddDays(7), new Tag(OwnTags.Run, night.Tag));
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(Real(night, $", \"{field}\": [\"{value}\"]"));

        Assert.Equal((RunStatus.Succeeded, restored), (result.Status, result.Totals.Restored));
    }

    [Fact]
    public async Task A_span_takes_back_what_any_run_deleted_in_it()
    {
        var night = Night.Of(2);
        var other = night.StartedAt.AddMinutes(-40);
        var run = $"{other.UtcDateTime:yyyy-MM-dd}-other";
        night = night.WithObject(
            $"runs/{run}/{RestoreScenario.Account}/{RestoreScenario.Region}/deletions/0001.json",
            $$"""{"runId":"{{run}}","account":"{{RestoreScenario.Account}}","region":"{{RestoreScenario.Region}}","snapshotIds":["{{Night.Id(3)}}","{{Night.Id(4)}}"]}""");
        var tag = new Tag(OwnTags.Run, $"{RestoreScenario.Function}/{run}");
        night = night.Binned(3, other, tag).Binned(4, other.AddMinutes(-20), tag);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var result = await scenario.RestoreAsync(
            $$"""{ "deletedAfter": "{{other.AddMinutes(-1):yyyy-MM-dd'T'HH:mm:ss}}Z", "deletedBefore": "{{night.StartedAt.AddMinutes(6):yyyy-MM-dd'T'HH:mm:ss}}Z", "dryRun": false }""");

        Assert.Equal((4, 3, 1), (result.Totals.Found, result.Totals.Restored, result.Totals.NotOfThisRun));
        Assert.Equal([Night.Id(4)], scenario.In().Bin.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ids_alone_are_looked_for_without_lists(bool hasBucket)
    {
        var night = Night.Of(2).Present(3).Binned(5, Night.Of(0).StartedAt, new Tag(OwnTags.Run, "another/run"));
        await using var scenario = await RestoreScenario.StartAsync(night);
        if (!hasBucket) scenario.Environment.Remove("SNAPSHOT_LAMBDA_REPORT_BUCKET");

        var result = await scenario.RestoreAsync(
            $$"""{ "snapshotIds": ["{{Night.Id(1)}}", "{{Night.Id(3)}}", "{{Night.Id(4)}}", "{{Night.Id(5)}}"], "dryRun": false }""");

        Assert.Equal((3, 1, 1, 1, 1), (result.Totals.Found, result.Totals.Restored, result.Totals.AlreadyBack, result.Totals.Failed, result.NotFound));
        Assert.Equal([Night.Id(2), Night.Id(5)], scenario.In().Bin.Keys);
        Assert.DoesNotContain(scenario.Calls, call => call.Action == "ListObjectsV2");
    }

    [Fact]
    public async Task A_run_that_is_unknown_is_told_and_so_is_one_that_deleted_nothing()
    {
        var night = new Night().WithResult().In(RestoreScenario.Region, region => region);
        await using var scenario = await RestoreScenario.StartAsync(night);

        var unknown = await scenario.RestoreAsync("""{ "runId": "2026-01-02-no-such-run" }""");
        var empty = await scenario.RestoreAsync(Real(night));

        Assert.Equal((RunStatus.Failed, RestoreReason.NoSuchRun), (unknown.Status, unknown.Reason));
        Assert.Contains("2026-01-02-no-such-run", unknown.Message, StringComparison.Ordinal);
        Assert.Equal((RunStatus.Succeeded, 0), (empty.Status, empty.Totals.Found));
    }

    internal static string Real(Night night, string more = "") => $$"""{ "runId": "{{night.RunId}}", "dryRun": false{{more}} }""";
}
