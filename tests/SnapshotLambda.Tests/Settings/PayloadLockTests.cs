using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

/// <summary>While the function is locked, a payload may keep more than what is deployed does, and never less.</summary>
public sealed class PayloadLockTests
{
    private const string Role = "clean-up";

    /// <summary>Settings that a payload may take anywhere: they make no run looser, or have a lock of their own.</summary>
    private static readonly string[] Free =
        [
            "dryRun", "approvedSnapshotIds", "approvedRun", "verbose", "scheduleArn", "scheduledTime", "executionId", "attempt", "idempotencyKey",
            "onlyPolicies", "pricePerGiBMonth",
        ];

    /// <summary>A setting, its deployed value, one that is looser, and one that is stricter.</summary>
    private static readonly (string Setting, string Deployed, string Looser, string? Stricter)[] Cases =
    [
        ("maxAgeDays", "30", "29", "31"),
        ("regions", """["us-east-1", "eu-west-1"]""", """["us-east-1", "us-west-2"]""", """["eu-west-1"]"""),
        ("regions", """["us-east-1", "eu-west-1"]""", """["all"]""", """["eu-west-1", "us-east-1"]"""),
        ("excludeRegions", """["us-east-2", "eu-west-1"]""", """["us-east-2"]""", """["us-west-2", "us-east-2", "eu-west-1"]"""),
        ("keepLatestPerVolume", "2", "1", "3"),
        ("deletedVolumes", "\"keepLatest\"", "\"ageOnly\"", "\"keepLatest\""),
        ("copies", "\"keep\"", "\"ageOnly\"", "\"keep\""),
        ("lineageTag", "\"source\"", "\"Source\"", null),
        ("keepDaily", "7", "6", "8"),
        ("keepWeekly", "4", "3", "520"),
        ("keepMonthly", "12", "0", "13"),
        ("keepYearly", "1", "0", "2"),
        ("archived", "\"keep\"", "\"after90Days\"", "\"keep\""),
        ("deregisteredImages", "\"keep\"", "\"ageOnly\"", "\"keep\""),
        ("errorState", "\"keep\"", "\"ageOnly\"", "\"keep\""),
        ("launchTemplateVersions", "\"all\"", "\"latestAndDefault\"", "\"all\""),
        ("keepUntilTags", """["DeleteOn", "ttl"]""", """["DeleteOn"]""", """["Expires", "TTL", "delete_on"]"""),
        ("policies",
            """[{"name": "a", "maxAgeDays": 7}, {"name": "b"}]""",
            """[{"name": "a", "maxAgeDays": 7}]""",
            """[{"name": "b", "otherwise": false}, {"maxAgeDays": 7, "name": "a"}]"""),
        ("policies", """[{"name": "a", "maxAgeDays": 7}]""", """[{"name": "a", "maxAgeDays": 8}]""", null),
        ("policies", """[{"name": "a"}]""", "[]", null),
        ("policies", "[]", """[{"name": "a"}]""", "[]"),
        ("includeTags", """{"Env": ["dev", "test-*"]}""", """{"Env": ["dev", "prod"]}""", """{"Env": ["test-1"], "Team": ["a"]}"""),
        ("includeTags", """{"Env": ["dev"]}""", """{"env": ["dev"]}""", """{"Env": ["dev"]}"""),
        ("includeTags", """{"Env": ["dev-*"]}""", """{"Env": ["d*"]}""", """{"Env": ["dev-*"]}"""),
        ("includeTags", """{"Env": ["dev"]}""", "{}", """{"Team": ["a"], "Env": ["dev"]}"""),
        ("excludeTags", """{"Keep": ["yes"]}""", """{"DoNotDelete": ["*"]}""", """{"KEEP": ["*"], "Other": ["*"]}"""),
        ("excludeTags", """{"Keep": ["yes", "a*"]}""", """{"Keep": ["yes", "aa*"]}""", """{"Keep": ["no", "a*", "y?s"]}"""),
        ("excludeTags", "{}", """{"DoNotDelete": []}""", """{"Keep": ["*"]}"""),
        ("excludeTags", """{"Keep-me": ["yes"]}""", """{"Kee?-you": ["*"]}""", """{"KEEP*": ["*"]}"""),
        ("excludeTags", """{"ark*": ["*"]}""", """{"ark-snapshot": ["*"], "a?k*": ["*"]}""", """{"ARK*": ["*"], "a*": ["*"]}"""),
        ("excludeTags", """{"ark*": ["x"]}""", """{"ark-*": ["x"]}""", """{"*": ["x", "y"]}"""),
        ("excludeTags", "{}", """{"DoNotDelete": [], "Do*": ["*"]}""", """{"Do*": ["*"]}"""),
        ("excludeTags", """{"DoNotDelete": [], "do-not-delete": ["*"]}""", """{"DoNotDelete": []}""", "{}"),
        ("maxDeletions", "1000", "1001", "999"),
        ("maxDeletePercent", "50", "51", "49"),
        ("graceDays", "7", "6", "8"),
        ("recycleBin", """ "use" """, """ "off" """, """ "require" """),
        ("recycleBin", """ "require" """, """ "use" """, """ "require" """),
        ("skipGuards", """["locks"]""", """["locks", "images"]""", null),
        ("skipGuards", "[]", """["images"]""", "[]"),
        ("expectedAccountId", """ "111122223333" """, """ "222233334444" """, """ "111122223333" """),
        ("accounts", """["111122223333", "222233334444"]""", """["111122223333", "333344445555"]""", """["222233334444"]"""),
        ("deleteRatePerSecond", "4", "4.1", "0.5"),
        ("deleteBurst", "80", "81", "1"),
        ("deadlineMarginSeconds", "20", "19", "21"),
    ];

    public static TheoryData<string, string, string> Looser => Data(Cases.Select(one => (one.Setting, one.Deployed, one.Looser)));

    public static TheoryData<string, string, string> Stricter =>
        Data(Cases.Where(one => one.Stricter is not null).Select(one => (one.Setting, one.Deployed, one.Stricter!)));

    [Fact]
    public void Every_setting_that_could_make_a_run_looser_is_tried_here()
    {
        Assert.Equal(
            SettingTable.Names.Except(Free).Order(StringComparer.Ordinal),
            Cases.Select(one => one.Setting).Distinct().Order(StringComparer.Ordinal));
        Assert.All(SettingTable.All, setting => Assert.Equal(Free.Contains(setting.Name), setting.Reach == "anything"));
    }

    [Theory]
    [MemberData(nameof(Looser))]
    public void A_looser_one_is_refused_with_both_values_and_who_may_change_it(string setting, string deployed, string looser)
    {
        var error = Assert.Single(Locked(setting, looser, deployed).Errors);

        Assert.Equal(setting, error.Field);
        Assert.Contains(
            $" is looser than {SettingTable.ByName[setting].ValueIn(Settings(setting, deployed))!.Value.GetRawText()} (file); valid: {SettingTable.ByName[setting].Reach}, ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"while SNAPSHOT_LAMBDA_LOCKED is true. Who deploys the function may change {SettingTable.ByName[setting].Deployed}",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Looser))]
    public void It_passes_where_the_function_is_not_locked(string setting, string deployed, string looser)
    {
        Assert.Equal(
            "", ReadSettings.Of(Payload(setting, looser), Payload(setting, deployed), ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", Role)).Message);
        Assert.Equal(
            "",
            ReadSettings.Of(
                Payload(setting, looser),
                Payload(setting, deployed),
                ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", Role),
                ("SNAPSHOT_LAMBDA_LOCKED", "false")).Message);
    }

    [Theory]
    [MemberData(nameof(Stricter))]
    public void A_stricter_one_passes(string setting, string deployed, string stricter) =>
        Assert.Equal("", Locked(setting, stricter, deployed).Message);

    [Theory]
    [MemberData(nameof(Looser))]
    public void What_is_deployed_may_be_repeated_and_needs_no_repeating(string setting, string deployed, string looser)
    {
        Assert.NotEqual(deployed, looser);
        Assert.Equal("", Locked(setting, deployed, deployed).Message);
        Assert.Equal(
            "",
            ReadSettings.Of(
                """{"dryRun": false}""",
                Payload(setting, deployed),
                ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", Role),
                ("SNAPSHOT_LAMBDA_LOCKED", "true")).Message);
    }

    [Theory]
    [InlineData("""{"dryRun": false, "verbose": true, "idempotencyKey": "by-hand"}""")]
    [InlineData("""{"dryRun": false, "approvedSnapshotIds": ["snap-01234567"]}""")]
    [InlineData(
        """{"dryRun": false, "scheduleArn": "arn:x", "scheduledTime": "2026-03-01T03:00:00Z", "executionId": "a", "attempt": "1"}""")]
    [InlineData("""{"id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "time": "2026-03-01T02:00:00Z"}""")]
    public void What_has_a_lock_of_its_own_or_needs_none_passes(string payload) =>
        Assert.Equal("", ReadSettings.Of(payload, null, ("SNAPSHOT_LAMBDA_LOCKED", "true")).Message);

    // The layer that wins below the payload is what is deployed, be it the default.
    [Theory]
    [InlineData(
        """{"maxAgeDays": 39}""",
        """{"maxAgeDays": 20}""",
        "40",
        "maxAgeDays: 39 is looser than 40 (environment); valid: only a higher one, while SNAPSHOT_LAMBDA_LOCKED is true. Who deploys the function may change SNAPSHOT_LAMBDA_MAX_AGE_DAYS or SNAPSHOT_LAMBDA_LOCKED")]
    [InlineData("""{"maxAgeDays": 19}""", """{"maxAgeDays": 20}""", "", "maxAgeDays: 19 is looser than 20 (file)")]
    [InlineData("""{"maxAgeDays": 29}""", null, "", "maxAgeDays: 29 is looser than 30 (default)")]
    [InlineData(
        """{"regions": ["us-west-2"]}""",
        null,
        "",
        """regions: ["us-west-2"] is looser than ["eu-west-1"] (default); valid: only some of them""")]
    [InlineData(
        """{"accounts": ["111122223333"]}""", null, "", """accounts: ["111122223333"] is looser than the function's own (default)""")]
    public void It_is_held_against_what_the_other_layers_say(string payload, string? file, string environment, string message) =>
        Assert.StartsWith(
            message,
            ReadSettings.TheError(
                payload,
                file,
                ("SNAPSHOT_LAMBDA_LOCKED", "true"),
                ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", environment),
                ("AWS_REGION", "eu-west-1"),
                ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", Role)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_region_is_a_stricter_choice_than_all() =>
        Assert.Equal("", Locked("regions", """["us-west-2", "eu-west-1"]""", """["all"]""").Message);

    [Fact]
    public void An_account_may_be_expected_where_none_is() =>
        Assert.Equal("", ReadSettings.Of("""{"expectedAccountId": "111122223333"}""", null, ("SNAPSHOT_LAMBDA_LOCKED", "true")).Message);

    [Fact]
    public void Several_are_told_at_once() =>
        Assert.Equal(
            ["maxAgeDays", "skipGuards"],
            ReadSettings.Of(
                """{"maxAgeDays": 1, "maxDeletions": 1, "skipGuards": ["images"]}""",
                null,
                ("SNAPSHOT_LAMBDA_LOCKED", "true")).Errors.Select(error => error.Field));

    [Fact]
    public void One_wrong_value_does_not_bring_errors_about_what_follows_from_it()
    {
        Assert.Equal("maxAgeDays", ReadSettings.TheError("""{"maxAgeDays": 0}""", null, ("SNAPSHOT_LAMBDA_LOCKED", "true")).Field);
        Assert.Equal("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", ReadSettings.TheError(
            """{"maxAgeDays": 7}""", null, ("SNAPSHOT_LAMBDA_LOCKED", "true"), ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "x")).Field);
        Assert.Equal("AWS_REGION", ReadSettings.TheError("{}", null, ("SNAPSHOT_LAMBDA_LOCKED", "true"), ("AWS_REGION", "moon")).Field);
    }

    [Fact]
    public void The_lock_itself_is_out_of_any_payload_s_reach()
    {
        Assert.StartsWith(
            "locked: unknown",
            ReadSettings.TheError("""{"locked": false}""", null, ("SNAPSHOT_LAMBDA_LOCKED", "true")).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            """SNAPSHOT_LAMBDA_LOCKED: "yes" cannot be read; valid: true or false""",
            ReadSettings.TheError("{}", null, ("SNAPSHOT_LAMBDA_LOCKED", "yes")).Message,
            StringComparison.Ordinal);
    }

    private static TheoryData<string, string, string> Data(IEnumerable<(string, string, string)> rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (setting, deployed, value) in rows) data.Add(setting, deployed, value);
        return data;
    }

    private static SettingsReading Locked(string setting, string value, string deployed) =>
        ReadSettings.Of(
            Payload(setting, value),
            Payload(setting, deployed),
            ("SNAPSHOT_LAMBDA_LOCKED", "true"),
            ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", Role));

    private static RunSettings Settings(string setting, string value) =>
        ReadSettings.Good(Payload(setting, value), null, ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", Role));

    private static string Payload(string setting, string value) => $$"""{"{{setting}}": {{value}}}""";
}
