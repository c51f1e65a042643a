using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Restoring;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Tests.Restoring;

/// <summary>What a restore's payload and environment may say, and what is said of the rest.</summary>
public sealed class RestoreSettingsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "payload: is empty; valid: a JSON object")]
    [InlineData("[]", "payload: [] is an array; valid: a JSON object")]
    [InlineData("{}", "payload: names nothing to restore; valid: runId, snapshotIds, or deletedAfter")]
    [InlineData("""{"runid": "2026-11-27-a"}""", "runid: unknown; did you mean runId?")]
    [InlineData("""{"runId": "2026-11-27-a", "maxAgeDays": 30}""", "maxAgeDays: unknown; valid: runId, snapshotIds")]
    [InlineData("""{"runId": "yesterday"}""", """runId: "yesterday" is something else; valid: the id of a run, as in 2026-11-27-8d1f""")]
    [InlineData("""{"runId": "2026-11-27-../x"}""", """runId: "2026-11-27-../x" is something else""")]
    [InlineData("""{"runId": 7}""", "runId: 7 is a number")]
    [InlineData("""{"runId": null}""", "runId: null names nothing")]
    [InlineData("""{"runId": "2026-11-27-a", "runId": "2026-11-27-b"}""", "runId: \"2026-11-27-b\" is there a second time")]
    [InlineData("""{"runId": "2026-11-27-a", "dryRun": "false"}""", """dryRun: "false" is a text; valid: true or false, without quotes""")]
    [InlineData("""{"snapshotIds": []}""", "snapshotIds: [] is empty; valid: an array of 1 to 9000 snapshot ids")]
    [InlineData("""{"snapshotIds": ["vol-00000001"]}""", """snapshotIds[0]: "vol-00000001" is not a snapshot id""")]
    [InlineData("""{"deletedBefore": "2026-11-27T00:00:00Z"}""", "deletedBefore: is given without deletedAfter; valid: deletedAfter too")]
    [InlineData("""{"deletedAfter": "2026-11-27"}""", """deletedAfter: "2026-11-27" is not an ISO 8601 instant with an offset""")]
    [InlineData(
        """{"deletedAfter": "2026-11-27T02:00:00Z", "deletedBefore": "2026-11-27T01:00:00Z"}""",
        "deletedAfter: 2026-11-27T02:00:00Z is not before the end of the span; valid: an instant before 2026-11-27T01:00:00Z")]
    [InlineData("""{"deletedAfter": "2026-11-27T04:00:00Z"}""", "is not before the end of the span; valid: an instant before 2026-11-27T03:00:00Z")]
    [InlineData("""{"deletedAfter": "2026-10-01T00:00:00Z"}""", "makes the span too long; valid: at most 31 days before 2026-11-27T03:00:00Z")]
    [InlineData("""{"runId": "2026-11-27-a", "deletedAfter": "2026-11-27T02:00:00Z"}""", "deletedAfter: is given beside runId")]
    [InlineData("""{"runId": "2026-11-27-a", "regions": ["us-east-9"]}""", """regions[0]: "us-east-9" is not a region""")]
    [InlineData("""{"runId": "2026-11-27-a", "regions": []}""", "regions: [] is empty")]
    [InlineData("""{"runId": "2026-11-27-a", "accounts": ["1"]}""", """accounts[0]: "1" is not an account id""")]
    public void Names_what_is_wrong(string payload, string error) =>
        Assert.Contains(Read(payload).Errors, one => one.Message.Contains(error, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{"runId": "2026-11-27-a"}""", "runId: needs the run's lists of deletions, and there is no bucket that has them; valid: snapshotIds as well")]
    [InlineData("""{"deletedAfter": "2026-11-27T02:00:00Z"}""", "deletedAfter: needs the run's lists")]
    public void Without_a_bucket_ids_are_needed(string payload, string error)
    {
        var withIds = payload.Replace("{", """{"snapshotIds": ["snap-00000001"], """, StringComparison.Ordinal);

        Assert.Contains(Read(payload, (RestoreVariables.ReportBucket, "")).Errors, one => one.Message.Contains(error, StringComparison.Ordinal));
        Assert.Equal("", Read(withIds, (RestoreVariables.ReportBucket, "")).Message);
    }

    [Theory]
    [InlineData(RestoreVariables.CleanUpFunction, "", "SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION: is missing")]
    [InlineData(RestoreVariables.CleanUpFunction, "a*", "SNAPSHOT_LAMBDA_CLEAN_UP_FUNCTION: \"a*\" is something else")]
    [InlineData("SNAPSHOT_LAMBDA_RESTORE_ROLE_ARN", "restore", "is something else; valid: the ARN of an IAM role")]
    [InlineData("SNAPSHOT_LAMBDA_RESTORE_ROLE", "x", "SNAPSHOT_LAMBDA_RESTORE_ROLE: unknown; did you mean SNAPSHOT_LAMBDA_RESTORE_ROLE_ARN?")]
    [InlineData("SNAPSHOT_LAMBDA_ACCOUNTS", "12", "\"12\" is not an account id")]
    public void The_environment_is_checked_too(string name, string value, string error) => Assert.Contains(
        Read("""{"runId": "2026-11-27-a"}""", (name, value)).Errors,
        one => one.Message.Contains(error, StringComparison.Ordinal));

    [Fact]
    public void All_errors_come_at_once() => Assert.Equal(
        ["dryRun", "runId", "deletedBefore"],
        Read("""{"dryRun": 1, "runId": 1, "deletedBefore": "2026-11-27T00:00:00Z"}""").Errors.Select(error => error.Field).Distinct());

    [Fact]
    public void A_dry_run_is_the_default_and_the_other_function_s_variables_are_none_of_its_business()
    {
        var settings = Read("""{"$schema": "x", "runId": "2026-11-27-a"}""", ("SNAPSHOT_LAMBDA_MAX_AGE_DAYS", "nonsense")).Settings!;

        Assert.True(settings is { DryRun: true, RunId: "2026-11-27-a", SnapshotIds: null, CleanUpFunction: "f" });
    }

    [Fact]
    public async Task A_wrong_payload_calls_nothing_and_says_where_the_fields_are()
    {
        await using var scenario = await RestoreScenario.StartAsync(Night.Of(1));

        var result = await scenario.RestoreAsync("""{ "runId": 7, "dryRun": false }""");

        Assert.Equal((RunStatus.InvalidConfiguration, 2), (result.Status, result.ExitCode));
        Assert.StartsWith("runId: 7 is a number", Assert.Single(result.Errors!), StringComparison.Ordinal);
        Assert.Contains("docs/undo.md", result.NextStep, StringComparison.Ordinal);
        Assert.Empty(scenario.Calls);
    }

    private static RestoreReading Read(string payload, params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_REGION"] = "us-east-1",
            [RestoreVariables.CleanUpFunction] = "f",
            [RestoreVariables.ReportBucket] = "reports",
        };
        foreach (var (name, value) in variables) all[name] = value;
        return RestoreSettingsReader.Read(
            Encoding.UTF8.GetBytes(payload), new SettingsSources { Variables = all, Now = Now, KnownGuards = [] });
    }
}
