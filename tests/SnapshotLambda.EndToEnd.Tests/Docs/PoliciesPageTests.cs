using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Keeping;
using SnapshotLambda.EndToEnd.Tests.Template;
using SnapshotLambda.Settings;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>What docs/policies.md says of policies is what the function reads.</summary>
public sealed partial class PoliciesPageTests
{
    private const string Command = "dotnet run --project src/SnapshotLambda.Sandbox -- invoke events/policies.json --fleet fleet.json";

    private static readonly string Page = Repository.Read("docs/policies.md");

    private static readonly string Example = Examples().Match(Page).Groups[1].Value;

    [Fact]
    public void Its_example_is_what_the_text_above_it_says()
    {
        var policies = Read("{}").Settings!.PlanInputs.Policies;

        Assert.Equal(
            [("dev", 7, 0, 0), ("prod", 35, 12, 7), ("rest", 30, 0, 0)],
            policies.Select(policy => (policy.Name!, policy.MaxAgeDays, policy.KeepMonthly, policy.KeepYearly)));
        var rest = Assert.Single(policies, policy => policy.IsOtherwise);
        Assert.Equal(("rest", DeregisteredImages.AgeOnly), (rest.Name, rest.DeregisteredImages));
        Assert.All(policies.Except([rest]), policy => Assert.Equal(DeregisteredImages.Keep, policy.DeregisteredImages));
    }

    [Fact]
    public void Its_example_is_among_the_events()
    {
        var payload = JsonNode.Parse(Repository.Read("events/policies.json"))!.AsObject();

        Assert.True(payload.Remove("$schema") && payload.Remove("dryRun"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Example), payload));
    }

    [Fact]
    public async Task It_shows_the_report_of_its_example()
    {
        using var folder = new Folder();
        var fleet = $$"""{ "accounts": [ { "id": "111122223333", "regions": [ { "name": "us-east-1", {{PolicyFleet.Region(TimeProvider.System.GetUtcNow())}} } ] } ] }""";

        var run = await SandboxProcess.RunAsync(
            "invoke", Repository.PathOf("events/policies.json"), "--fleet", folder.Write("fleet.json", fleet));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        ReadmeBlock.Check("policies-report", $"```\n$ {Command}\n{run.Out.ReplaceLineEndings("\n")}```", DependsOnTheDay());
    }

    [Fact]
    public void Its_payload_is_taken_while_the_function_is_locked() =>
        Assert.Equal(["dev"], Read(Payloads().Match(Page).Groups[1].Value).Settings!.PlanInputs.OnlyPolicies!);

    [Fact]
    public void It_lists_the_fields_of_a_policy() =>
        ReadmeBlock.Check("policies", ReadmeBlock.Table(
            ["field", "valid", "meaning"],
            PolicySettings.All.Select(setting => new[] { $"`{setting.Name}`", setting.Valid, setting.Meaning })));

    [Fact]
    public void It_and_the_page_on_parameters_name_the_settings_that_have_no_parameter()
    {
        var variables = StackTemplate.Deployed.At("Resources", "CleanUp", "Properties", "Environment", "Variables")
            .AsObject()
            .Select(one => one.Key);
        string[] unset = [.. SettingTable.All.Where(setting => setting is { PayloadOnly: false, NotInEnvironment: false })
            .ExceptBy(variables, setting => setting.EnvironmentName)
            .Select(setting => setting.Name)];
        string[] ofTheFile = [.. unset.Except(["dryRun", "approvedSnapshotIds"]).Order(StringComparer.Ordinal)];

        Assert.Equal(ofTheFile, Names(Repository.Read("docs/parameters.md"), "settings that have no parameter:"));
        Assert.Equal(ofTheFile.Intersect(RetentionSettings.All.Select(setting => setting.Name)), Names(Page, "nothing wins over them."));
    }

    private static IEnumerable<string> Names(string page, string after)
    {
        var text = page.ReplaceLineEndings(" ");
        return Name()
            .Matches(text[(text.IndexOf(after, StringComparison.Ordinal) + after.Length)..].Split('.', ':')[0])
            .Select(name => name.Groups[1].Value)
            .Order(StringComparer.Ordinal);
    }

    private static SettingsReading Read(string payload)
    {
        var reading = SettingsReader.Read(JsonElement.Parse(payload), new()
        {
            Variables = new Dictionary<string, string>
            {
                [EnvironmentLimits.LockedName] = "true",
                [EnvironmentLimits.MinAgeDaysName] = "7",
            },
            File = SettingsFile.Of(SettingsFile.FileName, Example),
            Now = new(2026, 1, 31, 3, 0, 40, TimeSpan.Zero),
            KnownGuards = [.. Guard.All.Select(guard => guard.Name)],
        });
        Assert.Equal("", reading.Message);
        return reading;
    }

    [GeneratedRegex("<!-- the example is read by a test -->\n```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("narrows one run:\n\n```\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Payloads();

    // The newest of a month is also that of a year at some times of the year.
    [GeneratedRegex(@"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d UTC)?|\d+(?=  Kept(Monthly|Yearly))")]
    private static partial Regex DependsOnTheDay();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
