using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Template;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The runbook speaks of what there is, and leaves nothing out that asks for somebody.</summary>
public sealed partial class RunbookTests
{
    private const string Runbook = "docs/runbook.md";

    // On every line: docs/log.md says so, and the function's own tests hold the log to it.
    private static readonly string[] OnEveryLine = ["message", "run_id", "account", "region", "dry_run", "function_request_id", "cold_start"];

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
    private static readonly string[] OfInsights = ["@timestamp", "@message", "@requestId"];

    private static readonly string Text = Repository.Read(Runbook);

    public static TheoryData<string> Queries => [.. Documents.All.SelectMany(file => InsightsQuery.In(Repository.Read(file))).Select(query => query.Text)];

    [Fact]
    public void Has_an_entry_for_each_alarm() =>
        Assert.Empty(StackTemplate.Deployed.Made("AWS::CloudWatch::Alarm").Keys.Except(Documents.Headings(Runbook)));

    // Who is woken by an alarm reads this list first.
    [Fact]
    public void Begins_with_the_alarms_and_says_of_each_whether_it_can_wait_until_morning()
    {
        Assert.Equal(["Runbook", "Alarms"], Documents.Headings(Runbook).Take(2));
        var rows = Alarms().Matches(Text);

        Assert.Equal(StackTemplate.Deployed.Made("AWS::CloudWatch::Alarm").Keys, rows.Select(row => row.Groups["alarm"].Value));
        Assert.All(rows, row =>
        {
            Assert.Equal(Documents.Anchor(row.Groups["alarm"].Value), row.Groups["anchor"].Value);
            Assert.Matches("^(yes|\\*\\*no\\*\\*)(,|$)", row.Groups["waits"].Value);
        });
    }

    [Fact]
    public void Has_an_entry_for_each_status() => Assert.Empty(Enum.GetNames<RunStatus>().Except(Documents.Headings(Runbook)));

    [Fact]
    public void Has_an_entry_for_each_way_to_stop_early()
    {
        var stops = Stops().Matches(Repository.Read("src/SnapshotLambda.Core/Outcomes/EarlyStop.cs")).Select(stop => stop.Groups[1].Value).ToArray();
        Assert.Contains("NotInRecycleBin", stops);
        Assert.All(stops, stop => Assert.Contains($"| `{stop}` |", Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_names_events_and_keys_that_the_log_has(string text)
    {
        var query = Assert.Single(InsightsQuery.In($"```\n{text}\n```"));
        var keys = query.Events.SelectMany(one => Quoted().Matches(Documents.Row($"`{one}`")).Skip(1).Select(key => key.Groups[1].Value));

        Assert.Equal(query.Events.Count > 0, query.Fields.Contains("message"));
        Assert.Empty(query.Fields.Except(query.Events.Count > 0 ? OnEveryLine.Concat(keys) : []).Except(OfInsights));
    }

    [Fact]
    public void Every_name_in_it_is_one_of_the_code_or_the_template()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src/SnapshotLambda"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("src/SnapshotLambda.Core"), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var known = Words().Matches(sources).Select(word => word.Groups[1].Value)
            .Concat(Enum.GetNames<RunStatus>())
            .Concat(Enum.GetNames<RegionStatus>())
            .Concat(Reason.All.Select(reason => reason.Name))
            .Concat(StackTemplate.Deployed.Parameters)
            .Concat(StackTemplate.Deployed.Resources)
            .Concat(StackTemplate.Deployed.Outputs)
            .Concat(OfTheFunction)
            .ToHashSet(StringComparer.Ordinal);

        var named = Names().Matches(Text).Select(name => name.Groups[1].Value).Distinct().ToArray();
        Assert.Contains("FenceOpen", named);
        Assert.Empty(named.Except(known));
    }

    private static IEnumerable<string> OfTheFunction => StackTemplate.Deployed.At("Resources", "CleanUp", "Properties").AsObject().Select(property => property.Key).Append(nameof(RunFailedException));

    [GeneratedRegex(@"^\| \[`(?<alarm>\w+)`\]\(#(?<anchor>\w+)\) \| [^|]+ \| (?<waits>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Alarms();

    [GeneratedRegex(@"nameof\((\w+)\)")]
    private static partial Regex Stops();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    // "Name", nameof(Name) and nameof(Type.Name): so the code writes the reasons that it gives.
    [GeneratedRegex("""(?:"|nameof\((?:\w+\.)?)([A-Z]\w+)[")]""")]
    private static partial Regex Words();

    // In backticks, alone or with a value, as in `Fence=off`; an upper-case letter and a lower-case one first, so neither `LOG` nor `EC2`.
    [GeneratedRegex("`([A-Z][a-z]\\w*)(?:=[^`]*)?`")]
    private static partial Regex Names();
}
