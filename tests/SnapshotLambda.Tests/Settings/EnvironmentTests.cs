using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Settings;

public sealed class EnvironmentTests
{
    [Fact]
    public void Says_everything_as_text()
    {
        var run = ReadSettings.Good(
            "{}",
            null,
            ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", " 14 "),
            ("SNAPSHOT_LAMBDA_DRY_RUN", "false"),
            ("SNAPSHOT_LAMBDA_REGIONS", "eu-west-1, us-east-2"),
            ("SNAPSHOT_LAMBDA_EXCLUDE_REGIONS", "us-east-2"),
            ("SNAPSHOT_LAMBDA_COPIES", "ageOnly"),
            ("SNAPSHOT_LAMBDA_DELETED_VOLUMES", "ageOnly"),
            ("SNAPSHOT_LAMBDA_INCLUDE_TAGS", """{"Env": ["dev-*"]}"""),
            ("SNAPSHOT_LAMBDA_EXCLUDE_TAGS", """{"Keep": ["*"]}"""),
            ("SNAPSHOT_LAMBDA_APPROVED_SNAPSHOT_IDS", "snap-01234567,snap-0123456789abcdef0"),
            ("SNAPSHOT_LAMBDA_SKIP_GUARDS", "images,locks"),
            ("SNAPSHOT_LAMBDA_EXPECTED_ACCOUNT_ID", "012345678901"),
            ("SNAPSHOT_LAMBDA_DELETE_RATE_PER_SECOND", "2.5"),
            ("SNAPSHOT_LAMBDA_DELETE_BURST", "5"),
            ("SNAPSHOT_LAMBDA_VERBOSE", "true"),
            ("SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE", "runs"),
            ("PATH", "/bin"));

        Assert.Equal(
            (14, false, Copies.AgeOnly, DeletedVolumes.AgeOnly),
            (run.Retention.MaxAgeDays, run.DryRun, run.Retention.Copies, run.Retention.DeletedVolumes));
        Assert.Equal(["eu-west-1"], run.RegionsToClean([]));
        Assert.True(run.Retention.IncludeTags.MatchesAll([new("Env", "dev-1")]));
        Assert.True(run.Retention.ExcludeTags.MatchesAny([new("KEEP", "")]));
        Assert.Equal(2, run.Safeguards.ApprovedSnapshotIds!.Count);
        Assert.Equal(2, run.Safeguards.SkipGuards.Count);
        Assert.Equal(
            ("012345678901", 2.5, 5, true, "runs"),
            (run.ExpectedAccountId, run.DeleteRatePerSecond, run.DeleteBurst, run.Verbose, run.IdempotencyTable));
        Assert.Equal("environment", run.Effective["includeTags"].From);
    }

    [Fact]
    public void Alone_says_through_which_roles_accounts_are_reached()
    {
        var run = ReadSettings.Good(
            """{"accounts": ["111122223333"]}""",
            null,
            ("SNAPSHOT_LAMBDA_DELETE_ROLE_ARN", "arn:aws-us-gov:iam::444455556666:role/ops/delete"),
            ("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", "ops/clean-up"),
            ("SNAPSHOT_LAMBDA_EXTERNAL_ID", "a:b/c"),
            ("SNAPSHOT_LAMBDA_FENCE", "tagsOnly"),
            ("SNAPSHOT_LAMBDA_ACCOUNTS", "777788889999"));
        Assert.Equal(
            new AccessSettings
            {
                DeleteRoleArn = "arn:aws-us-gov:iam::444455556666:role/ops/delete",
                MemberRoleName = "ops/clean-up",
                ExternalId = "a:b/c",
                Fence = FenceMode.TagsOnly,
            },
            run.Access);
        Assert.Equal(["111122223333"], run.Accounts);
        Assert.Equal(FenceMode.On, ReadSettings.Good("{}").Access.Fence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void A_blank_value_names_nothing(string blank)
    {
        var run = ReadSettings.Good(
            "{}",
            """{"maxAgeDays": 9}""",
            ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", blank),
            ("SNAPSHOT_LAMBDA_REGIONS", blank),
            ("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", blank),
            ("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", blank),
            ("SNAPSHOT_LAMBDA_IDEMPOTENCY_TABLE", blank));
        Assert.Equal((9, "file", "default"), (run.Retention.MaxAgeDays, run.Effective["maxAgeDays"].From, run.Effective["regions"].From));
        Assert.Null(run.IdempotencyTable);
    }

    [Theory]
    [InlineData(
        "SNAPSHOT_LAMBDA_MAX_AGE_DAYS",
        "abc",
        """SNAPSHOT_LAMBDA_MAX_AGE_DAYS: "abc" cannot be read; valid: a whole number from 1 to 3650""")]
    [InlineData("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "0", "SNAPSHOT_LAMBDA_MAX_AGE_DAYS: 0 is out of range")]
    [InlineData("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "1,000", """ "1,000" cannot be read""")]
    [InlineData("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "\"30\"", "cannot be read")]
    [InlineData("SNAPSHOT_LAMBDA_DRY_RUN", "False", """SNAPSHOT_LAMBDA_DRY_RUN: "False" cannot be read; valid: true or false""")]
    [InlineData("SNAPSHOT_LAMBDA_DRY_RUN", "0", """ "0" cannot be read; valid: true or false""")]
    [InlineData("SNAPSHOT_LAMBDA_DELETE_RATE_PER_SECOND", "NaN", """ "NaN" cannot be read; valid: a number from 0.1 to 1000""")]
    [InlineData("SNAPSHOT_LAMBDA_DELETE_RATE_PER_SECOND", "Infinity", """ "Infinity" cannot be read""")]
    [InlineData("SNAPSHOT_LAMBDA_DELETE_RATE_PER_SECOND", "4,5", """ "4,5" cannot be read""")]
    [InlineData("SNAPSHOT_LAMBDA_REGIONS", "us-east-1,,eu-west-1", """SNAPSHOT_LAMBDA_REGIONS[1]: "" is empty""")]
    [InlineData("SNAPSHOT_LAMBDA_REGIONS", "all,us-east-1", "names all and more; valid: names of AWS regions, separated by commas, or all")]
    [InlineData("SNAPSHOT_LAMBDA_REGIONS", "[\"us-east-1\"]", "is not a region; valid: names of AWS regions, separated by commas, or all")]
    [InlineData(
        "SNAPSHOT_LAMBDA_INCLUDE_TAGS",
        "Env=dev",
        "SNAPSHOT_LAMBDA_INCLUDE_TAGS: \"Env=dev\" cannot be read; valid: an object of tag keys")]
    [InlineData("SNAPSHOT_LAMBDA_INCLUDE_TAGS", "{\"Env\":\"dev\"}", "SNAPSHOT_LAMBDA_INCLUDE_TAGS.Env: \"dev\" is a text")]
    [InlineData(
        "SNAPSHOT_LAMBDA_COPIES",
        "Keep",
        "SNAPSHOT_LAMBDA_COPIES: \"Keep\" is no choice; valid: keep or byTag or ageOnly; did you mean keep?")]
    [InlineData("SNAPSHOT_LAMBDA_MAX_AGE_DAY", "30", "SNAPSHOT_LAMBDA_MAX_AGE_DAY: unknown; did you mean SNAPSHOT_LAMBDA_MAX_AGE_DAYS?")]
    [InlineData("SNAPSHOT_LAMBDA_FORCE_DRYRUN", "", "SNAPSHOT_LAMBDA_FORCE_DRYRUN: unknown; did you mean SNAPSHOT_LAMBDA_FORCE_DRY_RUN?")]
    [InlineData(
        "snapshot_lambda_force_dry_run", "true", "snapshot_lambda_force_dry_run: unknown; did you mean SNAPSHOT_LAMBDA_FORCE_DRY_RUN?")]
    [InlineData(
        "SNAPSHOT_LAMBDA_SCHEDULED_TIME",
        "2026-03-01T03:00:00Z",
        """SNAPSHOT_LAMBDA_SCHEDULED_TIME: "2026-03-01T03:00:00Z" belongs to one invocation; valid: in the payload alone""")]
    [InlineData("SNAPSHOT_LAMBDA_IDEMPOTENCY_KEY", "k", "belongs to one invocation")]
    [InlineData("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "yes", """SNAPSHOT_LAMBDA_FORCE_DRY_RUN: "yes" cannot be read; valid: true or false""")]
    [InlineData(
        "SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "0", "SNAPSHOT_LAMBDA_MIN_AGE_DAYS: 0 is out of range; valid: a whole number from 1 to 3650")]
    [InlineData("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "1.5", "SNAPSHOT_LAMBDA_MIN_AGE_DAYS: 1.5 is not written as a whole number")]
    [InlineData(
        "SNAPSHOT_LAMBDA_DELETE_ROLE_ARN",
        "delete",
        """SNAPSHOT_LAMBDA_DELETE_ROLE_ARN: "delete" is something else; valid: the ARN of an IAM role""")]
    [InlineData("SNAPSHOT_LAMBDA_DELETE_ROLE_ARN", "arn:aws:iam::111122223333:user/r", "valid: the ARN of an IAM role")]
    [InlineData("SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME", "arn:aws:iam::111122223333:role/r", "valid: the name of an IAM role")]
    [InlineData("SNAPSHOT_LAMBDA_EXTERNAL_ID", "x", "valid: a text of 2 to 1224 letters")]
    [InlineData("SNAPSHOT_LAMBDA_EXTERNAL_ID", "a secret", "valid: a text of 2 to 1224 letters")]
    [InlineData("SNAPSHOT_LAMBDA_FENCE", "true", """SNAPSHOT_LAMBDA_FENCE: "true" is no choice; valid: on or tagsOnly or off""")]
    [InlineData(
        "SNAPSHOT_LAMBDA_ACCOUNTS",
        "1",
        """SNAPSHOT_LAMBDA_ACCOUNTS[0]: "1" is not an account id; valid: account ids, 12 digits each, separated by commas""")]
    [InlineData("AWS_REGION", "moon", """AWS_REGION: "moon" is not a region""")]
    public void A_bad_variable_is_told(string name, string value, string message) =>
        Assert.Contains(message, ReadSettings.TheError("{}", null, (name, value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("SNAPSHOT_LAMBDA_INCLUDE_TAGS")]
    [InlineData("SNAPSHOT_LAMBDA_REGIONS")]
    [InlineData("SNAPSHOT_LAMBDA_COPIES")]
    public void A_variable_that_is_not_unicode_is_told(string name) =>
        Assert.Contains("uFFFD", ReadSettings.TheError("{}", null, (name, "\ud800")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_forced_dry_run_is_one_whatever_payload_and_file_say()
    {
        var run = ReadSettings.Good(
            """{"dryRun": false}""",
            """{"dryRun": false}""",
            ("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "true"),
            ("SNAPSHOT_LAMBDA_DRY_RUN", "false"));
        Assert.True(run.DryRun);
        Assert.Equal(("true", "environment"), (run.Effective["dryRun"].Value.GetRawText(), run.Effective["dryRun"].From));
    }

    [Fact]
    public void A_dry_run_that_is_not_forced_is_the_payloads_choice()
    {
        var run = ReadSettings.Good("""{"dryRun": false}""", null, ("SNAPSHOT_LAMBDA_FORCE_DRY_RUN", "false"));
        Assert.Equal((false, "payload"), (run.DryRun, run.Effective["dryRun"].From));
    }

    [Theory]
    [InlineData(
        """{"maxAgeDays": 7}""", null, "maxAgeDays: 7 is under SNAPSHOT_LAMBDA_MIN_AGE_DAYS, 60; valid: a whole number from 60 to 3650")]
    [InlineData(
        """{"maxAgeDays": 60}""",
        """{"maxAgeDays": 59}""",
        "snapshotlambda.json: maxAgeDays: 59 is under SNAPSHOT_LAMBDA_MIN_AGE_DAYS, 60")]
    [InlineData("{}", null, "maxAgeDays (default): 30 is under SNAPSHOT_LAMBDA_MIN_AGE_DAYS, 60")]
    public void An_age_under_the_minimum_is_told_with_both(string payload, string? file, string message) =>
        Assert.StartsWith(
            message, ReadSettings.TheError(payload, file, ("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "60")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_age_at_the_minimum_is_good() =>
        Assert.Equal(60, ReadSettings.Good("""{"maxAgeDays": 60}""", null, ("SNAPSHOT_LAMBDA_MIN_AGE_DAYS", "60")).Retention.MaxAgeDays);

    [Fact]
    public void The_functions_region_is_the_default_even_if_the_sdk_does_not_know_it_yet()
    {
        var run = ReadSettings.Good("""{"excludeRegions": ["eu-west-1"]}""", null, ("AWS_REGION", "moon-north-1"));
        Assert.Equal(["moon-north-1"], run.Regions);
        Assert.Equal("default", run.Effective["regions"].From);
        Assert.Equal(
            ["moon-north-1"], ReadSettings.Good("""{"regions": ["moon-north-1"]}""", null, ("AWS_REGION", "moon-north-1")).Regions);
    }

    [Fact]
    public void A_process_gives_its_variables_and_the_file_beside_its_assembly()
    {
        var sources = SettingsSources.FromProcess(TimeProvider.System, ["images"]);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), sources.Variables["PATH"]);
        Assert.Null(sources.File);
        Assert.Equal(["images"], sources.KnownGuards);
    }

    [Fact]
    public void A_settings_file_is_read_is_absent_or_says_why_it_cannot_be_read()
    {
        var folder = Directory.CreateTempSubdirectory("snapshot-lambda-").FullName;
        Assert.Null(SettingsFile.In(folder));
        Assert.Null(SettingsFile.In(Path.Combine(folder, "absent")));

        var path = Path.Combine(folder, SettingsFile.FileName);
        File.WriteAllText(path, "\ufeff{}");
        Assert.Equal("{}", SettingsFile.In(folder)!.Text);

        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.NotNull(SettingsFile.In(folder)!.Fault);
        Directory.Delete(folder, recursive: true);
    }
}
