using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.EndToEnd.Tests.Template;
using SnapshotLambda.Logging;
using SnapshotLambda.Settings;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>README and the pages of docs/ say of the code what the code says of itself.</summary>
public sealed partial class ReadmeTests
{
    private const string Demo = "dotnet run -v m --project src/SnapshotLambda.Sandbox";

    private static readonly string[] Common =
        ["maxAgeDays", "keepLatestPerVolume", "includeTags", "excludeTags", "regions", "maxDeletions", "graceDays", "recycleBin"];

    private static readonly string[] OnEveryLine = ["runId", "account", "region", "dryRun"];

    [Fact]
    public void Begins_with_the_two_commands_that_ci_runs() =>
        Assert.Equal([Demo, "dotnet test"], Commands().Matches(Repository.Read("README.md")).Select(command => command.Groups[1].Value));

    [Fact]
    public void Leads_a_new_reader_from_what_it_is_to_undoing_it()
    {
        string[] way = ["Try it", "What it never deletes", "Deploy", "Turn deletion on", "Undo", "How it decides", "Settings", "Pages"];
        var lines = Repository.Read("README.md").Split('\n');

        Assert.Equal(way, Documents.Headings("README.md").Where(way.Contains));
        Assert.Contains("not yet run on AWS", string.Concat(lines.Take(6)), StringComparison.Ordinal);
        Assert.InRange(lines.Length, 1, 150);
    }

    [Fact]
    public void Links_to_every_page()
    {
        var readme = Repository.Read("README.md");
        Assert.All(
            Documents.All.Where(page => page != "README.md"), page => Assert.Contains($"]({page})", readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shows_the_demo_s_own_report()
    {
        var demo = await SandboxProcess.RunAsync();

        Assert.Equal((0, ""), (demo.ExitCode, demo.Error));
        var report = demo.Out.ReplaceLineEndings("\n").Split("\n\nTo see it delete")[0];
        ReadmeBlock.Check("demo", $"```\n$ {Demo}\n{report}\n```", Instants());
        ReadmeBlock.Check("excerpt", $"```\n$ {Demo}\n{DemoExcerpt.Of(report)}\n```", Instants());
    }

    [Fact]
    public void Lists_the_settings() => ReadmeBlock.Check("settings", SettingsReference.ToMarkdown());

    [Fact]
    public void Lists_the_settings_that_people_change() =>
        ReadmeBlock.Check("common", ReadmeBlock.Table(
            ["parameter", "default", "meaning"],
            Common.Select(name => SettingTable.ByName[name]).Select(setting => new[]
            {
                $"`{Assert.Single(StackTemplate.Deployed.Parameters, parameter => parameter.Equals(setting.Name, StringComparison.OrdinalIgnoreCase))}`",
                setting.DefaultInWords
                    ?? $"`{setting.ValueIn(new RunSettings { ReferenceTime = DateTimeOffset.UnixEpoch })!.Value.GetRawText()}`",
                setting.Meaning,
            })));

    [Fact]
    public void Lists_the_statuses()
    {
        var summaries = new CodeSummaries("SnapshotLambda.Core");
        ReadmeBlock.Check("statuses", ReadmeBlock.Table(
            ["status", "exitCode", "when"],
            Enum.GetValues<RunStatus>()
                .Select(status => new[] { $"{status}", $"{(int)status}", summaries.Of($"F:{typeof(RunStatus)}.{status}") })));
    }

    [Fact]
    public void Lists_the_reasons() =>
        ReadmeBlock.Check(
            "reasons", ReadmeBlock.Table(["reason", "why"], Reason.All.Select(reason => new[] { reason.Name, reason.Explanation })));

    [Fact]
    public void Lists_the_notes() =>
        ReadmeBlock.Check(
            "notes",
            ReadmeBlock.Table(["code", "count of", "when"], NoteCode.All.Select(code => new[] { code.Name, code.Counted, code.Meaning })));

    [Fact]
    public void Lists_the_guards() =>
        ReadmeBlock.Check("guards", ReadmeBlock.Table(
            ["guard", "kept as", "because", "it goes by"],
            Guard.All.Select(guard => new[]
            {
                $"`{guard.Name}`",
                guard.Reason.Name,
                guard.Reason.Explanation,
                (guard.TagKeys.Count > 0 ? "tags " : "") + string.Join(
                    ", ", guard.TagKeys.Select(key => $"`{key}`").Concat(guard.Permissions.Select(action => $"`{action}`"))),
            })));

    [Fact]
    public void Says_when_each_reason_and_guard_has_its_turn()
    {
        var how = Repository.Read("docs/how-it-decides.md");

        Assert.All(Reason.All.Except([Reason.OverCap]), reason => Assert.Contains(reason.Name, how, StringComparison.Ordinal));
        Assert.All(Guard.All, guard => Assert.Contains($"`{guard.Name}`", how, StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_the_log_s_events()
    {
        var summaries = new CodeSummaries("SnapshotLambda");
        var events = typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(one => one.Event is not null)
            .OrderBy(one => one.Event!.EventId);
        ReadmeBlock.Check("log", ReadmeBlock.Table(
            ["event", "level", "when", "its keys"],
            events.Select(one => new[]
            {
                $"`{one.Event!.Message}`",
                one.Event.Level is LogLevel.None ? "varies" : $"{one.Event.Level}",
                summaries.Of($"M:SnapshotLambda.Logging.Log.{one.Method.Name}"),
                string.Join(", ", Keys(one.Method)),
            })));
    }

    [Fact]
    public async Task Lists_the_sandbox_s_options()
    {
        var invoke = await SandboxProcess.RunAsync("invoke", "--help");
        var approve = await SandboxProcess.RunAsync("approve", "--help");
        var serve = await SandboxProcess.RunAsync("serve", "--help");

        var rows = Options().Matches(invoke.Out).Concat(Options().Matches(approve.Out)).Concat(Options().Matches(serve.Out))
            .Select(option => (Name: option.Groups[1].Value, Meaning: option.Groups[2].Value))
            .Where(option => option.Name != "-?, -h, --help")
            .Distinct();
        ReadmeBlock.Check("sandbox", ReadmeBlock.Table(
            ["option", "meaning"],
            rows.Select(option => new[] { $"`{option.Name.Replace("|", "\\|", StringComparison.Ordinal)}`", option.Meaning })));
    }

    [Fact]
    public void Names_the_permissions_that_the_template_grants()
    {
        var granted = string.Concat(((string[])["DeleteRole", "RestoreRole"])
            .Select(role => StackTemplate.Deployed.At("Resources", role, "Properties", "Policies").ToJsonString()));
        Assert.Equal(Distinct(Ec2Actions().Matches(granted)), Distinct(Rows().Matches(Repository.Read("docs/permissions.md"))));
    }

    [Fact]
    public void Names_the_outputs_that_the_template_makes()
    {
        var all = string.Concat(Documents.All.Select(Repository.Read));
        Assert.All(StackTemplate.Deployed.Outputs, output => Assert.Contains($"`{output}`", all, StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_what_costs_as_the_template_makes_it()
    {
        var page = Repository.Read("docs/cost.md");
        Assert.Contains($"alarms: {StackTemplate.Deployed.Made("AWS::CloudWatch::Alarm").Count} at $0.10", page, StringComparison.Ordinal);
        Assert.Contains(
            $"metrics: {StackTemplate.Deployed.Made("AWS::Logs::MetricFilter").Count} at $0.30", page, StringComparison.Ordinal);
        Assert.Contains(
            $"{StackTemplate.Deployed.TextAt("Resources", "CleanUp", "Properties", "MemorySize")} MB on arm64",
            page,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Keys(MethodInfo method) => method.GetParameters()
        .Where(parameter => parameter.ParameterType != typeof(ILogger)
            && parameter.ParameterType != typeof(LogLevel)
            && !OnEveryLine.Contains(parameter.Name))
        .Select(parameter => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!)}`");

    private static IEnumerable<string> Distinct(MatchCollection matches) =>
        matches.Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\$ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d UTC)?")]
    private static partial Regex Instants();

    [GeneratedRegex(@"^  (-\S.*?)  +(\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Options();

    [GeneratedRegex("""(?:")(ec2:\w+)(?:")""")]
    private static partial Regex Ec2Actions();

    [GeneratedRegex(@"^\| `(ec2:\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
