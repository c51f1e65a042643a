using System.Text.Json;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Sandbox.Commands;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The template's environment and schedule, as the function reads them.</summary>
public sealed partial class EnvironmentTests
{
    private const string Prefix = "SNAPSHOT_LAMBDA_";

    /// <summary>What the template leaves unset, and why.</summary>
    private static readonly Dictionary<string, string> Unset = new(StringComparer.Ordinal)
    {
        ["SNAPSHOT_LAMBDA_DRY_RUN"] = "The schedule says it; a manual run that says nothing is a dry run.",
        ["SNAPSHOT_LAMBDA_REPORT_FOLDER"] = "The sandbox names it; a deployed function has a bucket.",
        ["SNAPSHOT_LAMBDA_APPROVED_SNAPSHOT_IDS"] = "A person approves one plan, not every night's.",
        ["SNAPSHOT_LAMBDA_KEEP_DAILY"] = Paired,
        ["SNAPSHOT_LAMBDA_KEEP_WEEKLY"] = Paired,
        ["SNAPSHOT_LAMBDA_KEEP_MONTHLY"] = Paired,
        ["SNAPSHOT_LAMBDA_KEEP_YEARLY"] = Paired,
        ["SNAPSHOT_LAMBDA_ARCHIVED"] = Paired,
        ["SNAPSHOT_LAMBDA_DEREGISTERED_IMAGES"] = Paired,
        ["SNAPSHOT_LAMBDA_ERROR_STATE"] = Paired,
        ["SNAPSHOT_LAMBDA_KEEP_UNTIL_TAGS"] = Paired,
        ["SNAPSHOT_LAMBDA_LINEAGE_TAG"] = Paired,
        ["SNAPSHOT_LAMBDA_LAUNCH_TEMPLATE_VERSIONS"] = Paired,
    };

    private const string Paired = "It is in the settings file, beside the policies; a variable that is always set would win over it.";

    private static readonly string[] OfOthers = ["ANNOTATIONS_HANDLER", "POWERTOOLS_SERVICE_NAME"];
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 3, 0, 40, TimeSpan.Zero);

    [Fact]
    public void Sets_every_name_that_the_function_reads_or_leaves_it_out_for_a_reason() =>
        Assert.Equal(
            SettingTable.All.Where(setting => !setting.PayloadOnly && !setting.NotInEnvironment).Select(setting => setting.EnvironmentName)
                .Concat(EnvironmentLimits.Variables.Select(variable => variable.Name))
                .Except(Unset.Keys).Concat(OfOthers).Order(StringComparer.Ordinal),
            Variables(StackTemplate.Deployed).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Its_defaults_are_the_function_s_own_but_for_the_account_and_its_delete_role()
    {
        var run = Read("{}", StackTemplate.Deployed);
        var untouched = SettingsReader.Read(default, Sources([])).Settings!;

        Assert.Equal("111122223333", run.ExpectedAccountId);
        Assert.Equal("Runs", run.IdempotencyTable);
        Assert.Equal(new AccessSettings { DeleteRoleArn = "arn:aws:iam::111122223333:role/DeleteRole", Fence = FenceMode.On }, run.Access);
        Assert.Equal(Texts(untouched), Texts(run).Where(one => one.Key is not "expectedAccountId"));
    }

    [Fact]
    public void By_default_every_run_is_a_dry_run()
    {
        Assert.True(Read(Input(StackTemplate.Deployed), StackTemplate.Deployed).DryRun);
        Assert.True(Read("{}", StackTemplate.Deployed).DryRun);
        Assert.True(Read("{}", StackTemplate.Deployed.With("DryRun", "false")).DryRun);
        Assert.True(Read("""{"dryRun": false}""", StackTemplate.Deployed.With("ForceDryRun", "true")).DryRun);
        Assert.False(Read(Input(StackTemplate.Deployed.With("DryRun", "false")), StackTemplate.Deployed).DryRun);
    }

    [Fact]
    public void A_payload_cannot_go_below_the_minimum_age_even_where_it_is_not_locked() =>
        Assert.Contains(
            "SNAPSHOT_LAMBDA_MIN_AGE_DAYS",
            Reading("""{"maxAgeDays": 6}""", StackTemplate.Deployed.With("Locked", "false")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"maxAgeDays": 29}""", "maxAgeDays: 29 is looser than 30 (environment)")]
    [InlineData("""{"regions": ["all"]}""", """regions: ["all"] is looser than ["us-east-1"] (default)""")]
    [InlineData("""{"skipGuards": ["images"]}""", """skipGuards: ["images"] is looser than [] (default)""")]
    public void A_payload_may_only_be_stricter_than_the_parameters_unless_they_say_otherwise(string payload, string message)
    {
        Assert.StartsWith(message, Reading(payload, StackTemplate.Deployed).Message, StringComparison.Ordinal);
        Assert.Equal("", Reading(payload, StackTemplate.Deployed.With("Locked", "false")).Message);
    }

    // What the stack itself sends and hands out passes: the schedule, and both commands for a person.
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void What_the_stack_sends_itself_passes_while_it_is_locked(string dryRun)
    {
        Assert.Equal(dryRun == "true", Read(Input(StackTemplate.Deployed.With("DryRun", dryRun)), StackTemplate.Deployed).DryRun);
        Assert.True(Read(OutputsTests.Payload("DryRunByHand"), StackTemplate.Deployed).DryRun);
        Assert.False(Read(OutputsTests.Payload("DeleteByHand"), StackTemplate.Deployed).DryRun);
        Assert.False(Read(ApprovalEvent.Of(["snap-0123456789abcdef0"]), StackTemplate.Deployed).DryRun);
    }

    // The table of docs/settings.md says which settings the file can reach at all.
    [Fact]
    public void The_page_on_parameters_names_the_settings_that_the_file_cannot_reach()
    {
        var environment = Variables(StackTemplate.Deployed);
        var set = SettingTable.All.Where(setting => environment.GetValueOrDefault(setting.EnvironmentName) is { Length: > 0 })
            .Select(setting => $"`{setting.Name}`");
        var page = Repository.Read("docs/parameters.md").ReplaceLineEndings(" ");

        Assert.Contains(
            $"so that they win over the file: {string.Join(", ", set.Order(StringComparer.Ordinal))}.",
            Ordered().Replace(page, list => string.Join(", ", list.Value.Split(", ").Order(StringComparer.Ordinal))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_accounts_as_the_page_on_parameters_says_fit_into_lambda_s_environment()
    {
        var accounts = string.Join(',', Enumerable.Range(0, 220).Select(i => $"{222233330000 + i}"));
        var template = StackTemplate.Deployed.With("Accounts", accounts).With("MemberRoleName", "snapshot-lambda-member");

        Assert.Contains("about 220 accounts", Repository.Read("docs/parameters.md"), StringComparison.Ordinal);
        // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html. The names that CloudFormation makes are longer than
        // those of this test.
        Assert.InRange(Variables(template).Sum(one => one.Key.Length + one.Value.Length) + 110, 4096 - 200, 4096);
        Assert.Equal(220, Read("{}", template).Accounts.Count);
    }

    [Fact]
    public void The_schedule_s_input_names_the_run_and_whether_it_is_dry_and_nothing_else()
    {
        using var input = JsonDocument.Parse(Input(StackTemplate.Deployed));
        var run = Read(Input(StackTemplate.Deployed), StackTemplate.Deployed);

        Assert.Equal(
            ["dryRun", "scheduleArn", "scheduledTime", "executionId", "attempt"],
            input.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(
            "arn:aws:scheduler:us-east-1:111122223333:schedule/default/nightly|2026-01-31T03:00:00Z", run.IdempotencyKeyOr("request"));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 3, 0, 0, TimeSpan.Zero), run.ReferenceTime);
        Assert.Equal(("3", "d32c5kddcf5bb8c3"), (run.Attempt, run.ExecutionId));
    }

    [Fact]
    public void What_the_role_denies_is_kept_before_it_is_tried()
    {
        var denied = StackTemplate.Deployed.At(
            "Resources", "DeleteRole", "Properties", "Policies")[0]!["PolicyDocument"]!["Statement"]!.AsArray()
            .Where(statement => statement!["Effect"]!.GetValue<string>() == "Deny")
            .SelectMany(statement => statement!["Condition"]!["Null"]!.AsObject().Select(one => one.Key));

        Assert.Equal(Guard.Backup.TagKeys.Select(key => $"aws:ResourceTag/{key}"), denied);
    }

    [Theory]
    [InlineData("Regions", "eu-west-1,us-east-2", """{"regions":["eu-west-1","us-east-2"]}""")]
    [InlineData("Regions", "all", """{"regions":["all"]}""")]
    [InlineData("IncludeTags", """{"Environment": ["dev", "test-*"]}""", """{"includeTags":{"Environment":["dev","test-*"]}}""")]
    [InlineData("ExcludeTags", """{"Backup": ["*"]}""", """{"excludeTags":{"Backup":["*"],"DoNotDelete":["*"]}}""")]
    [InlineData("SkipGuards", "images", """{"skipGuards":["images"]}""")]
    [InlineData("DeleteRatePerSecond", "2.5", """{"deleteRatePerSecond":2.5}""")]
    [InlineData("DeletedVolumes", "ageOnly", """{"deletedVolumes":"ageOnly"}""")]
    [InlineData("Copies", "ageOnly", """{"copies":"ageOnly"}""")]
    [InlineData("GraceDays", "14", """{"graceDays":14}""")]
    [InlineData("RecycleBin", "require", """{"recycleBin":"require"}""")]
    [InlineData("RecycleBin", "rule", """{"recycleBin":"require"}""")]
    [InlineData("PricePerGiBMonth", "0.05", """{"pricePerGiBMonth":0.05}""")]
    [InlineData("PricePerGiBMonth", """{"us-east-1": 0.05}""", """{"pricePerGiBMonth":{"us-east-1":0.05}}""")]
    public void A_parameter_is_read_as_its_description_says(string parameter, string value, string read)
    {
        var setting = JsonElement.Parse(read).EnumerateObject().Single();
        Assert.Equal(setting.Value.GetRawText(), Texts(Read("{}", StackTemplate.Deployed.With(parameter, value)))[setting.Name]);
    }

    // The variables win over the file, so what the policies build on is in no variable, or they name it themselves.
    [Fact]
    public void The_settings_file_says_what_the_parameters_leave_to_it()
    {
        const string File = """
            {"lineageTag": "source", "keepMonthly": 12, "maxAgeDays": 90,
             "policies": [{"name": "dev", "includeTags": {"Environment": ["dev"]}, "maxAgeDays": 8}, {"name": "rest", "otherwise": true, "copies": "ageOnly"}]}
            """;
        var template = StackTemplate.Deployed.With("Copies", "byTag");
        var run = Reading("""{"onlyPolicies": ["dev"]}""", template, File).Settings!;

        Assert.Equal(
            [("dev", 8, 12, Copies.ByTag), ("rest", 30, 12, Copies.AgeOnly)],
            run.PlanInputs.Policies.Select(policy => (policy.Name!, policy.MaxAgeDays, policy.KeepMonthly, policy.Copies)));
        Assert.Contains("lineageTag", Reading("{}", template).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "snapshotlambda.json: policies[0].maxAgeDays: 8 is under SNAPSHOT_LAMBDA_MIN_AGE_DAYS, 9",
            Reading("{}", template.With("MinAgeDays", "9"), File).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Other_accounts_are_cleaned_through_the_role_that_the_parameters_name()
    {
        var members = StackTemplate.Deployed.With("MemberRoleName", "ops/clean-up")
            .With("ExternalId", "between-us")
            .With("Fence", "tagsOnly");
        var run = Read("{}", members.With("Accounts", "222233334444,333344445555"));

        Assert.Equal(["222233334444", "333344445555"], run.Accounts);
        Assert.Equal(
            ("ops/clean-up", "between-us", FenceMode.TagsOnly), (run.Access.MemberRoleName, run.Access.ExternalId, run.Access.Fence));
        Assert.Contains(
            "SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME",
            Reading("{}", StackTemplate.Deployed.With("Accounts", "222233334444")).Message,
            StringComparison.Ordinal);
    }

    private static string Input(StackTemplate template) =>
        template.TextAt("Resources", "CleanUp", "Properties", "Events", "Nightly", "Properties", "Input")
            .Replace(
                "<aws.scheduler.schedule-arn>",
                "arn:aws:scheduler:us-east-1:111122223333:schedule/default/nightly",
                StringComparison.Ordinal)
            .Replace("<aws.scheduler.scheduled-time>", "2026-01-31T03:00:00Z", StringComparison.Ordinal)
            .Replace("<aws.scheduler.execution-id>", "d32c5kddcf5bb8c3", StringComparison.Ordinal)
            .Replace("<aws.scheduler.attempt-number>", "3", StringComparison.Ordinal);

    private static Dictionary<string, string> Variables(StackTemplate template) =>
        template.At("Resources", "CleanUp", "Properties", "Environment", "Variables")
            .AsObject()
            .ToDictionary(one => one.Key, one => one.Value!.GetValue<string>(), StringComparer.Ordinal);

    private static RunSettings Read(string payload, StackTemplate template)
    {
        var reading = Reading(payload, template);
        Assert.Equal("", reading.Message);
        return reading.Settings!;
    }

    private static SettingsReading Reading(string payload, StackTemplate template, string? file = null)
    {
        var sources = Sources(Variables(template).Where(one => one.Key.StartsWith(Prefix, StringComparison.Ordinal)));
        return SettingsReader.Read(
            JsonElement.Parse(payload), sources with { File = file is null ? null : SettingsFile.Of(SettingsFile.FileName, file) });
    }

    private static SettingsSources Sources(IEnumerable<KeyValuePair<string, string>> variables) => new()
    {
        Variables = new Dictionary<string, string>(variables, StringComparer.Ordinal),
        Now = Now,
        KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
    };

    private static Dictionary<string, string> Texts(RunSettings run) =>
        run.Effective.ToDictionary(one => one.Key, one => one.Value.Value.GetRawText(), StringComparer.Ordinal);

    [GeneratedRegex("(?<=so that they win over the file: )(`\\w+`, )+`\\w+`")]
    private static partial Regex Ordered();
}
