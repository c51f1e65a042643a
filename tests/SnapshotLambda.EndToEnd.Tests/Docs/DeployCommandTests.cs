using System.Text.RegularExpressions;
using SnapshotLambda.EndToEnd.Tests.Template;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>Every command that deploys does what its document says, as the shell, the SAM CLI and CloudFormation read it.</summary>
public sealed partial class DeployCommandTests
{
    public static TheoryData<string, string> Commands
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var command in DeployCommand.All) data.Add(command.File, command.Text);
            return data;
        }
    }

    /// <summary>The forms of docs/parameters.md: the text on the command line, the value that the template gets, and the result.</summary>
    public static TheoryData<string, string, string> Forms
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (Match row in Rows().Matches(Repository.Read("docs/parameters.md")))
                data.Add(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value);
            return data;
        }
    }

    // Without a build it would upload what an earlier one left, or the sources themselves.
    [Theory]
    [MemberData(nameof(Commands))]
    public void Builds_first(string file, string command) =>
        Assert.True(command.StartsWith("sam build", StringComparison.Ordinal), $"{file}: {command}");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Says_what_the_template_takes(string file, string command)
    {
        if (!command.Contains("--parameter-overrides", StringComparison.Ordinal)) return;
        var parameters = await SamOverrides.OfCommandAsync(command);

        Assert.NotEmpty(parameters);
        Assert.All(parameters, one =>
        {
            Assert.Contains(one.Key, StackTemplate.Deployed.Parameters);
            Assert.True(StackTemplate.Deployed.Takes(one.Key, one.Value), $"{file}: {one.Key} does not take {one.Value}");
        });
    }

    // What is not named stays as it was deployed last, so a later command meets what an earlier one left.
    [Fact]
    public async Task Those_of_readme_and_the_settings_page_work_one_after_the_other()
    {
        var template = StackTemplate.Deployed;
        var (count, regions) = (0, "");
        foreach (var command in new[] { "README.md", "docs/settings.md" }.SelectMany(DeployCommand.In)
            .Where(command => command.Text.Contains("--parameter-overrides", StringComparison.Ordinal)))
        {
            foreach (var (name, value) in await SamOverrides.OfCommandAsync(command.Text)) template = template.With(name, value);
            Assert.True(!template.Refusals().Any(), $"{command.Text}: {string.Join(' ', template.Refusals())}");
            regions += template.TextAt("Resources", "CleanUp", "Properties", "Environment", "Variables", "SNAPSHOT_LAMBDA_REGIONS");
            count++;
        }

        Assert.InRange(count, 4, 20);
        Assert.NotEqual("", regions);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_does_what_the_page_on_parameters_says(string written, string arrives, string comes)
    {
        var command = $"sam deploy --parameter-overrides {written}";
        if (comes.StartsWith("the SAM CLI refuses", StringComparison.Ordinal))
        {
            await Assert.ThrowsAsync<FormatException>(() => SamOverrides.OfCommandAsync(command));
            return;
        }

        var (name, value) = Assert.Single(await SamOverrides.OfCommandAsync(command));
        Assert.Equal(arrives is "nothing" ? "" : arrives.Trim('`'), value);
        Assert.Equal(comes.StartsWith("the template refuses", StringComparison.Ordinal), !StackTemplate.Deployed.Takes(name, value));
    }

    [Fact]
    public void The_page_shows_each_kind_of_value_that_is_cut_and_a_form_that_works()
    {
        string[] names =
        [
            "IncludeTags", "ExcludeTags", "Regions", "ExcludeRegions", "Accounts", "SkipGuards", "ScheduleExpression", "Owner",
        ];
        var page = Repository.Read("docs/parameters.md");

        Assert.All(names, name => Assert.Contains(
            Rows().Matches(page),
            row => row.Groups[1].Value.Contains(name, StringComparison.Ordinal) && row.Groups[3].Value == "it is taken"));
    }

    // As one text, without a shell.
    [Fact]
    public void The_form_of_samconfig_toml_is_read_whole()
    {
        var line = Assert.Single(Toml().Matches(Repository.Read("docs/parameters.md")));
        var read = SamOverrides.Of([line.Groups[1].Value]);

        Assert.Equal(
            [
                "Environment=prod",
                "Owner=Ops Team",
                "ScheduleExpression=cron(0 3 * * ? *)",
                """IncludeTags={"Environment": ["dev", "test-*"]}""",
            ],
            read.Select(one => $"{one.Key}={one.Value}"));
        Assert.All(read, one => Assert.True(StackTemplate.Deployed.Takes(one.Key, one.Value)));
    }

    private const string TwoQuotes = """
        ""
        """;

    // What a shell or the CLI leaves of a value that should have been whole.
    [Theory]
    [InlineData("IncludeTags", "{")]
    [InlineData("ExcludeTags", "{Environment:[dev]}")]
    [InlineData("IncludeTags", """{"Environment":""")]
    [InlineData("IncludeTags", "Environment=dev")]
    [InlineData("ScheduleExpression", "cron(0")]
    [InlineData("ScheduleExpression", "rate(1")]
    [InlineData("ScheduleExpression", "")]
    [InlineData("Regions", "us-east-1,")]
    [InlineData("Regions", "all,us-east-1")]
    [InlineData("Regions", TwoQuotes)]
    [InlineData("Regions", "''")]
    [InlineData("Regions", "[us-east-1]")]
    [InlineData("ExcludeRegions", "all")]
    [InlineData("ExcludeRegions", "us-east-1,")]
    [InlineData("Accounts", "111122223333,")]
    [InlineData("Accounts", "111122223333, 222233334444")]
    [InlineData("SkipGuards", "images,")]
    [InlineData("SkipGuards", "[images]")]
    [InlineData("MemberRoleName", "*")]
    [InlineData("MemberRoleName", "ops/*")]
    [InlineData("MemberRoleName", "snapshot-?")]
    [InlineData("MemberRoleName", "arn:aws:iam::111122223333:role/r")]
    [InlineData("ExternalId", "x")]
    [InlineData("ExternalId", "between us")]
    [InlineData("KmsKeyArn", "alias/aws/sns")]
    [InlineData("PermissionsBoundary", "boundary")]
    [InlineData("MemorySize", "128")]
    [InlineData("Architecture", "x86")]
    public void What_is_left_of_a_value_that_was_cut_is_refused(string parameter, string value) =>
        Assert.False(StackTemplate.Deployed.Takes(parameter, value));

    [Theory]
    [InlineData("IncludeTags", "{}")]
    [InlineData("IncludeTags", """{ "a b": [ "x", "y\"z" ], "c": ["*"] }""")]
    [InlineData("ExcludeTags", """{"DoNotDelete": []}""")]
    [InlineData("ScheduleExpression", "rate(12 hours)")]
    [InlineData("ScheduleExpression", "at(2026-11-20T13:00:00)")]
    [InlineData("ScheduleExpression", "cron(30  3 ? * MON-FRI *)")]
    [InlineData("Regions", "us-gov-west-1,eu-isoe-west-1")]
    [InlineData("Regions", "us-east-1, eu-west-1")]
    [InlineData("SkipGuards", "images, locks")]
    [InlineData("MemberRoleName", "ops/a+b=c,d.e@f-g_h")]
    public void What_is_whole_is_taken(string parameter, string value) => Assert.True(StackTemplate.Deployed.Takes(parameter, value));

    [GeneratedRegex(@"^\| `(\S+=.*)` \| (.+?) \| ([^|]+?) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^parameter_overrides = '(.*)'$", RegexOptions.Multiline)]
    private static partial Regex Toml();
}
