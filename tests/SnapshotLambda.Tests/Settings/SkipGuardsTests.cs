using System.Text.Json;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

/// <summary>One key of a guard in <c>skipGuards</c>.</summary>
public sealed class SkipGuardsTests
{
    public static TheoryData<string> Keys => [.. Guard.All.SelectMany(guard => guard.TagKeys.Select(guard.Naming))];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Takes_each_key_of_each_guard_from_a_payload_and_from_the_environment(string key)
    {
        Assert.Equal(
            ["images", key],
            Read($$"""{ "skipGuards": ["{{key}}", "images"] }""").Settings!.Safeguards.SkipGuards.OrderBy(name => name != "images"));
        Assert.Equal(["images", key], Read("{}", ("SNAPSHOT_LAMBDA_SKIP_GUARDS", $"images, {key}")).Settings!.Safeguards.SkipGuards.OrderBy(
            name => name != "images"));
    }

    [Theory]
    [InlineData(
        "awsServices:InspectorScans",
        "is not a key of the guard awsServices; valid: AWSRDSCustom, GuardDutyScanId, ",
        "; did you mean InspectorScan?")]
    [InlineData("awsServices:inspectorScan", "is not a key of the guard awsServices", "; did you mean InspectorScan?")]
    [InlineData("awsServices:", "is not a key of the guard awsServices", ", CreatedBy")]
    [InlineData("awsServices:CreatedBy=EC2 Fast Launch", "is not a key of the guard awsServices", "")]
    [InlineData("backup:InspectorScan", "is not a key of the guard backup; valid: aws:backup:source-resource", "")]
    [InlineData("awsTags:aws:x", "is not a key of the guard awsTags; valid: aws:*", "")]
    [InlineData(":InspectorScan", "is not a guard; valid: backup, lifecycleManager, ", "")]
    [InlineData("awsService:InspectorScan", "is not a guard; valid: ", "; did you mean awsServices?")]
    public void Names_the_keys_that_the_guard_has(string text, string problem, string end)
    {
        var error = Assert.Single(Read($$"""{ "skipGuards": ["{{text}}"] }""").Errors);

        Assert.StartsWith($"skipGuards[0]: \"{text}\" {problem}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, error.Message, StringComparison.Ordinal);
    }

    private static SettingsReading Read(string payload, params (string Name, string Value)[] environment) => SettingsReader.Read(
        JsonElement.Parse(payload),
        ReadSettings.Sources(null, environment) with { KnownGuards = [.. Guard.All.Select(guard => guard.Name)] });
}
