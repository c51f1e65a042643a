using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Settings;

public sealed class LayersTests
{
    [Fact]
    public void Without_any_layer_the_defaults_hold()
    {
        var run = SettingsReader.Read(default, ReadSettings.Sources()).Settings!;

        Assert.Equal(30, run.Retention.MaxAgeDays);
        Assert.True(run.DryRun);
        Assert.Equal(["us-east-1"], run.Regions);
        Assert.Equal((1, DeletedVolumes.KeepLatest, Copies.Keep, 1000, 50), (run.Retention.KeepLatestPerVolume,
            run.Retention.DeletedVolumes,
            run.Retention.Copies,
            run.Safeguards.MaxDeletions,
            run.Safeguards.MaxDeletePercent));
        Assert.Equal((4d, 80, 20, false), (run.DeleteRatePerSecond, run.DeleteBurst, run.DeadlineMarginSeconds, run.Verbose));
        Assert.Null(run.Safeguards.ApprovedSnapshotIds);
        Assert.Equal(ReadSettings.Now, run.ReferenceTime);
        Assert.Equal(
            """
            archived "keep"
            copies "keep"
            deadlineMarginSeconds 20
            deleteBurst 80
            deleteRatePerSecond 4
            deletedVolumes "keepLatest"
            deregisteredImages "keep"
            dryRun true
            errorState "keep"
            excludeRegions []
            excludeTags {"DoNotDelete":["*"]}
            graceDays 0
            includeTags {}
            keepDaily 0
            keepLatestPerVolume 1
            keepMonthly 0
            keepUntilTags ["DeleteAfter","DeleteOn","ExpirationDate","Expires","Expiry","PurgeAfter","PurgeAfterFE","auto:snapshots:expiration_date","cloud-nuke-after","janitor/expires","keep-until"]
            keepWeekly 0
            keepYearly 0
            launchTemplateVersions "all"
            maxAgeDays 30
            maxDeletePercent 50
            maxDeletions 1000
            policies []
            recycleBin "off"
            regions ["us-east-1"]
            skipGuards []
            verbose false
            """.ReplaceLineEndings("\n"),
            string.Join('\n', run.Effective.Select(one => $"{one.Key} {one.Value.Value.GetRawText()}")));
        Assert.All(run.Effective.Values, value => Assert.Equal("default", value.From));
    }

    [Fact]
    public void The_payload_goes_before_the_environment_before_the_file_before_the_default()
    {
        var run = ReadSettings.Good(
            """{"maxAgeDays": 1}""", """{"maxAgeDays": 3, "keepLatestPerVolume": 3, "maxDeletions": 3}""",
            ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "2"), ("SNAPSHOT_LAMBDA_KEEP_LATEST_PER_VOLUME", "2"));

        Assert.Equal(
            (1, 2, 3, 50),
            (run.Retention.MaxAgeDays, run.Retention.KeepLatestPerVolume, run.Safeguards.MaxDeletions, run.Safeguards.MaxDeletePercent));
        Assert.Equal(
            ["payload", "environment", "file", "default"],
            Froms(run, "maxAgeDays", "keepLatestPerVolume", "maxDeletions", "maxDeletePercent"));
    }

    [Fact]
    public void A_value_that_equals_the_default_still_comes_from_the_layer_that_names_it() =>
        Assert.Equal(["payload"], Froms(ReadSettings.Good("""{"dryRun": true}"""), "dryRun"));

    [Fact]
    public void The_payload_says_everything_in_json()
    {
        var run = ReadSettings.Good(
            """
            {"maxAgeDays": 14, "dryRun": false, "regions": ["eu-west-1", "us-east-2", "eu-west-1"], "excludeRegions": ["us-east-2"],
             "keepLatestPerVolume": 0, "deletedVolumes": "ageOnly", "copies": "ageOnly", "includeTags": {"Env": ["dev-*", ""], "env": ["x"]},
             "keepDaily": 7, "keepWeekly": 4, "keepMonthly": 12, "keepYearly": 3, "archived": "after90Days", "deregisteredImages": "ageOnly",
             "errorState": "ageOnly", "lineageTag": "aws:x", "keepUntilTags": [], "launchTemplateVersions": "latestAndDefault",
             "policies": [{"name": "a"}, {"name": "b"}], "onlyPolicies": ["b", "a", "b"],
             "excludeTags": {"Keep": ["yes"]}, "approvedSnapshotIds": ["snap-01234567", "snap-0123456789abcdef0", "snap-01234567"], "approvedRun": "2026-02-28-a",
             "maxDeletions": 0, "maxDeletePercent": 100, "graceDays": 90, "recycleBin": "require", "skipGuards": ["locks", "images", "locks"], "accounts": ["111122223333", "000000000001"], "expectedAccountId": "000000000001",
             "deleteRatePerSecond": 0.1, "deleteBurst": 10000, "deadlineMarginSeconds": 300, "verbose": true,
             "pricePerGiBMonth": {"eu-west-1": 0.054},
             "scheduleArn": "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly", "scheduledTime": "2026-03-01T04:00:00+01:00",
             "executionId": "d32c5kddcf5bb8c3", "attempt": "1", "idempotencyKey": "mine"}
            """,
            null,
            ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", "clean-up"),
            ("SNAPSHOT_LAMBDA_REPORT_BUCKET", "reports"));

        Assert.False(run.DryRun);
        Assert.Equal(
            (14, 0, 0, 100),
            (run.Retention.MaxAgeDays, run.Retention.KeepLatestPerVolume, run.Safeguards.MaxDeletions, run.Safeguards.MaxDeletePercent));
        Assert.Equal((DeletedVolumes.AgeOnly, Copies.AgeOnly), (run.Retention.DeletedVolumes, run.Retention.Copies));
        Assert.Equal(
            (7, 4, 12, 3), (run.Retention.KeepDaily, run.Retention.KeepWeekly, run.Retention.KeepMonthly, run.Retention.KeepYearly));
        Assert.Equal(
            (ArchivedSnapshots.After90Days, DeregisteredImages.AgeOnly, FailedSnapshots.AgeOnly),
            (run.Retention.Archived, run.Retention.DeregisteredImages, run.Retention.ErrorState));
        Assert.Equal(("aws:x", LaunchTemplateVersions.LatestAndDefault), (run.Retention.LineageTag, run.Safeguards.LaunchTemplateVersions));
        Assert.Equal(
            (false, true),
            (run.Retention.KeepUntilTags.Contains("DeleteOn"), run.Retention.KeepUntilTags.Contains("snapshot-lambda:keep-until")));
        Assert.Equal(["a", "b"], run.PlanInputs.OnlyPolicies!.Order());
        Assert.Equal(["eu-west-1", "us-east-2"], run.Regions);
        Assert.Equal(["eu-west-1"], run.RegionsToClean([]));
        Assert.Equal(["Env", "env"], run.Retention.IncludeTags.Rules.Select(rule => rule.Key));
        Assert.Equal(["snap-01234567", "snap-0123456789abcdef0"], run.ApprovedSnapshotIds!.Order());
        Assert.Equal(("2026-02-28-a", 0), (run.ApprovedRun, run.Safeguards.ApprovedSnapshotIds!.Count));
        Assert.Equal(["images", "locks"], run.Safeguards.SkipGuards.Order());
        Assert.Equal((90, RecycleBin.Require), (run.Safeguards.GraceDays, run.Safeguards.RecycleBin));
        Assert.Equal(["111122223333", "000000000001"], run.Accounts);
        Assert.Equal(
            ("000000000001", 0.1, 10000, 300, true),
            (run.ExpectedAccountId, run.DeleteRatePerSecond, run.DeleteBurst, run.DeadlineMarginSeconds, run.Verbose));
        Assert.Equal((0.054m, null), (run.Prices.In("eu-west-1"), run.Prices.In("us-east-1")));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero), run.ScheduledTime);
        Assert.Equal(("d32c5kddcf5bb8c3", "1", "mine"), (run.ExecutionId, run.Attempt, run.IdempotencyKey));
        Assert.Equal(SettingTable.Names.Order(StringComparer.Ordinal), run.Effective.Keys);
        Assert.All(run.Effective.Values, value => Assert.Equal("payload", value.From));
    }

    [Fact]
    public void What_is_in_effect_reads_back_as_the_same_settings()
    {
        const string Payload = """{"maxAgeDays": 14, "dryRun": false, "regions": ["all"], "excludeTags": {"DONOTDELETE": [], "b": ["x"], "A": ["*"]}, "deleteRatePerSecond": 2.5}""";
        var run = ReadSettings.Good(Payload);

        var again = ReadSettings.Good(
            "{" + string.Join(',', run.Effective.Select(one => $""" "{one.Key}":{one.Value.Value.GetRawText()} """)) + "}");

        Assert.Equal(run.Digest, again.Digest);
    }

    [Fact]
    public void The_file_says_the_same_in_the_same_form() =>
        Assert.Equal(
            ReadSettings.Good("""{"dryRun": false, "regions": ["all"]}""").Digest,
            ReadSettings.Good("{}", """{"regions": ["all"], "dryRun": false}""").Digest);

    [Theory]
    [InlineData("""{"dryRun": true""", "snapshotlambda.json: is not JSON from line 1, position 16 on; valid: a JSON object")]
    [InlineData("{\n  \"dryRun\": yes\n}", "snapshotlambda.json: is not JSON from line 2, position 13 on")]
    [InlineData("", "snapshotlambda.json: is not JSON from line 1, position 1 on")]
    [InlineData("[]", "snapshotlambda.json: [] is an array; valid: a JSON object")]
    [InlineData("null", "snapshotlambda.json: null is nothing; valid: a JSON object")]
    [InlineData("""{"maxAgeDays": 0}""", "snapshotlambda.json: maxAgeDays: 0 is out of range; valid: a whole number from 1 to 3650")]
    [InlineData("""{"dryRun": true, "dryRun": true}""", "snapshotlambda.json: dryRun: true is there a second time")]
    [InlineData("""{"maxAgeDay": 0}""", "snapshotlambda.json: maxAgeDay: unknown; did you mean maxAgeDays?")]
    [InlineData(
        """{"scheduledTime": "2026-03-01T03:00:00Z"}""",
        """snapshotlambda.json: scheduledTime: "2026-03-01T03:00:00Z" belongs to one invocation; valid: in the payload alone""")]
    public void A_bad_file_is_told(string file, string message) =>
        Assert.StartsWith(message, ReadSettings.TheError("{}", file).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_unicode_is_told() =>
        Assert.StartsWith(
            "snapshotlambda.json: is not Unicode text", ReadSettings.TheError("{}", "\"\ud800\"").Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_read_is_told()
    {
        var sources = ReadSettings.Sources() with { File = SettingsFile.Unreadable("snapshotlambda.json", "Permission denied") };
        var error = Assert.Single(SettingsReader.Read(JsonElement.Parse("{}"), sources).Errors);
        Assert.Equal("snapshotlambda.json: cannot be read (Permission denied); valid: a readable file, or none", error.Message);
    }

    private static IEnumerable<string> Froms(RunSettings run, params string[] names) => names.Select(name => run.Effective[name].From);
}
