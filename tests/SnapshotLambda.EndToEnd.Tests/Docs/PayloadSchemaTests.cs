using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Settings;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The payload's schema says what the settings say, and editors find it.</summary>
public sealed class PayloadSchemaTests
{
    private const string File = "events/payload.schema.json";
    private static readonly string[] NoPayload = ["payload.schema.json", "scheduled-rule.json", "restore.json"];
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(PayloadSchema.ToJson());

    public static TheoryData<string> Payloads =>
        [.. Directory.GetFiles(Repository.PathOf("events"), "*.json")
            .Select(path => Path.GetFileName(path))
            .Except(NoPayload)
            .Order(StringComparer.Ordinal)];

    [Fact]
    public void Is_written_from_the_settings()
    {
        if (Environment.GetEnvironmentVariable("WRITE_README") is { Length: > 0 })
            System.IO.File.WriteAllText(Repository.PathOf(File), PayloadSchema.ToJson());
        Assert.True(
            PayloadSchema.ToJson() == Repository.Read(File),
            $"{File} should say, or be written anew with WRITE_README=1:\n\n{PayloadSchema.ToJson()}");
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Every_payload_in_events_names_it_and_is_as_it_says_unless_the_function_refuses_it(string file)
    {
        var text = Repository.Read($"events/{file}");
        using var payload = JsonDocument.Parse(text);

        Assert.Equal("./payload.schema.json", payload.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(Read(text).IsValid, IsValid(await Schema, text));
    }

    [Fact]
    public async Task Marks_the_mistakes_of_the_invalid_one_but_for_the_region_that_has_a_region_s_form() =>
        Assert.Equal(
            ["dryRun", "maxAgeDay", "maxDeletions"],
            (await Schema).Validate(Repository.Read("events/invalid.json")).Select(error => error.Property).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"maxAgeDays": 1, "keepLatestPerVolume": 0, "maxDeletions": 0, "maxDeletePercent": 1, "graceDays": 0, "deleteRatePerSecond": 0.1, "deleteBurst": 1, "deadlineMarginSeconds": 5}""")]
    [InlineData("""{"maxAgeDays": 3650, "keepLatestPerVolume": 1000, "maxDeletions": 100000, "maxDeletePercent": 100, "graceDays": 90, "deleteRatePerSecond": 1000, "deleteBurst": 10000, "deadlineMarginSeconds": 300}""")]
    [InlineData("""{"dryRun": false, "verbose": true}""")]
    [InlineData("""{"regions": ["us-gov-west-1", "eu-isoe-west-1"], "excludeRegions": []}""")]
    [InlineData("""{"regions": ["all", "all"], "excludeRegions": ["ap-southeast-5"]}""")]
    [InlineData("""{"deletedVolumes": "ageOnly", "copies": "keep", "recycleBin": "require"}""")]
    [InlineData("""{"includeTags": {"Environment": ["dev", "te?t-*"]}, "excludeTags": {"DoNotDelete": [], "kubernetes.io/cluster/a": ["*"], "velero.io/*": ["*"]}}""")]
    [InlineData("""{"approvedSnapshotIds": ["snap-01234567", "snap-0123456789abcdef0"]}""")]
    [InlineData("""{"skipGuards": ["images", "awsTags"], "expectedAccountId": "111122223333"}""")]
    [InlineData("""{"accounts": ["111122223333", "222233334444"]}""")]
    [InlineData("""{"scheduleArn": "arn:x", "scheduledTime": "2026-01-31T03:00:00Z", "executionId": "a", "attempt": "1"}""")]
    [InlineData("""{"scheduledTime": "2026-01-31T04:00:00.5+01:00"}""")]
    [InlineData("""{"idempotencyKey": " by hand "}""")]
    [InlineData("""{"keepDaily": 3650, "keepWeekly": 520, "keepMonthly": 240, "keepYearly": 100}""")]
    [InlineData("""{"keepDaily": 0, "keepWeekly": 0, "keepMonthly": 0, "keepYearly": 0, "policies": [], "keepUntilTags": []}""")]
    [InlineData("""{"archived": "after90Days", "deregisteredImages": "ageOnly", "errorState": "ageOnly", "launchTemplateVersions": "latestAndDefault"}""")]
    [InlineData("""{"copies": "byTag", "lineageTag": "aws:source volume", "keepUntilTags": ["auto:snapshots:expiration_date", "é"]}""")]
    [InlineData("""{"policies": [{"name": "0-a"}, {"name": "rest", "otherwise": true}, {"name": "b", "includeTags": {"Env": ["d*"]}, "excludeTags": {"K?": ["*"]}, "maxAgeDays": 7, "keepYearly": 7, "archived": "keep"}], "onlyPolicies": ["b"]}""")]
    public async Task Lets_pass_what_the_function_takes(string payload)
    {
        Assert.Equal("", Read(payload).Message);
        Assert.Empty((await Schema).Validate(payload));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"maxAgeDay": 7}""")]
    [InlineData("""{"$comment": "x"}""")]
    [InlineData("""{"$schema": 1}""")]
    [InlineData("""{"dryRun": "false"}""")]
    [InlineData("""{"dryRun": null}""")]
    [InlineData("""{"maxAgeDays": 0}""")]
    [InlineData("""{"maxAgeDays": 3651}""")]
    [InlineData("""{"maxAgeDays": "30"}""")]
    [InlineData("""{"maxAgeDays": 30.5}""")]
    [InlineData("""{"keepLatestPerVolume": -1}""")]
    [InlineData("""{"deleteRatePerSecond": 0}""")]
    [InlineData("""{"deleteRatePerSecond": 1000.5}""")]
    [InlineData("""{"regions": "us-east-1"}""")]
    [InlineData("""{"regions": []}""")]
    [InlineData("""{"regions": ["US-EAST-1"]}""")]
    [InlineData("""{"regions": ["us-east-1-regional"]}""")]
    [InlineData("""{"excludeRegions": ["all"]}""")]
    [InlineData("""{"deletedVolumes": "KeepLatest"}""")]
    [InlineData("""{"recycleBin": "rule"}""")]
    [InlineData("""{"includeTags": []}""")]
    [InlineData("""{"includeTags": {"Env": "dev"}}""")]
    [InlineData("""{"includeTags": {"Env": []}}""")]
    [InlineData("""{"excludeTags": {"Env": [1]}}""")]
    [InlineData("""{"approvedSnapshotIds": []}""")]
    [InlineData("""{"approvedSnapshotIds": ["snap-012345678"]}""")]
    [InlineData("""{"skipGuards": ["image"]}""")]
    [InlineData("""{"expectedAccountId": 111122223333}""")]
    [InlineData("""{"expectedAccountId": "1111222233334"}""")]
    [InlineData("""{"accounts": []}""")]
    [InlineData("""{"accounts": ["11112222333"]}""")]
    [InlineData("""{"attempt": 1}""")]
    [InlineData("""{"scheduledTime": "tonight"}""")]
    [InlineData("""{"idempotencyKey": "  "}""")]
    [InlineData("""{"keepDaily": 3651}""")]
    [InlineData("""{"keepYearly": 101}""")]
    [InlineData("""{"errorState": "delete"}""")]
    [InlineData("""{"lineageTag": ""}""")]
    [InlineData("""{"lineageTag": " "}""")]
    [InlineData("""{"keepUntilTags": ["Delete*"]}""")]
    [InlineData("""{"keepUntilTags": [""]}""")]
    [InlineData("""{"onlyPolicies": []}""")]
    [InlineData("""{"onlyPolicies": ["Dev"], "policies": [{"name": "dev"}]}""")]
    [InlineData("""{"policies": {}}""")]
    [InlineData("""{"policies": [{}]}""")]
    [InlineData("""{"policies": [{"name": "Dev"}]}""")]
    [InlineData("""{"policies": [{"name": "dev", "graceDays": 7}]}""")]
    [InlineData("""{"policies": [{"name": "dev", "maxAgeDays": 0}]}""")]
    [InlineData("""{"policies": [{"name": "dev", "excludeTags": {"DoNotDelete": []}}]}""")]
    [InlineData("""{"policies": [{"name": "dev", "otherwise": 1}]}""")]
    public async Task Marks_what_the_function_refuses(string payload)
    {
        Assert.False(Read(payload).IsValid);
        Assert.NotEmpty((await Schema).Validate(payload));
    }

    [Fact]
    public async Task Has_every_setting_with_its_meaning_and_every_fixed_default_is_as_it_says()
    {
        var properties = (await Schema).ActualProperties;

        Assert.Equal(SettingTable.Names.Append("$schema").Order(StringComparer.Ordinal), properties.Keys.Order(StringComparer.Ordinal));
        Assert.All(SettingTable.All, setting => Assert.Equal(setting.Meaning, properties[setting.Name].Description));
        using var json = JsonDocument.Parse(PayloadSchema.ToJson());
        var defaults = json.RootElement.GetProperty("properties").EnumerateObject().Where(one => one.Value.TryGetProperty("default", out _))
            .Select(one => KeyValuePair.Create(one.Name, JsonNode.Parse(one.Value.GetProperty("default").GetRawText())));
        Assert.Empty((await Schema).Validate(new JsonObject(defaults).ToJsonString()));
    }

    private static bool IsValid(JsonSchema schema, string payload) => schema.Validate(payload).Count == 0;

    private static SettingsReading Read(string payload) => SettingsReader.Read(JsonElement.Parse(payload), new()
    {
        Variables = new Dictionary<string, string> { ["SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME"] = "ops" },
        Now = new(2026, 1, 31, 3, 0, 40, TimeSpan.Zero),
        KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
    });
}
