using System.Reflection;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Tags;
using SnapshotLambda.EndToEnd.Tests.Template;

namespace SnapshotLambda.EndToEnd.Tests.Docs;

/// <summary>The runbook speaks of what there is, and leaves nothing out that asks for somebody.</summary>
public sealed partial class RunbookTests
{
    private const string Runbook = "docs/runbook.md";

    // On every line: docs/log.md says so, and the function's own tests hold the log to it.
    private static readonly string[] OnEveryLine =
    [
        "message", "run_id", "account", "region", "dry_run", "function_request_id", "cold_start",
    ];

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
    private static readonly string[] OfInsights = ["@timestamp", "@message", "@requestId"];

    // Error codes and other names that are not this project's own.
    private static readonly string[] OfAws = ["UnauthorizedOperation"];

    private static readonly string Text = Repository.Read(Runbook);

    public static TheoryData<string> Queries =>
        [.. Documents.All.SelectMany(file => InsightsQuery.In(Repository.Read(file))).Select(query => query.Text)];

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
    public void Has_a_row_for_each_reason()
    {
        var rows = FirstCells().Matches(Text).SelectMany(cell => Quoted().Matches(cell.Value)).Select(name => name.Groups[1].Value);

        // The status AlreadyRunning has no other.
        Assert.Equal([StopReason.InProgress], StopReasons.Except(rows));
        Assert.Contains($"`{StopReason.InProgress}`", Text, StringComparison.Ordinal);
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
        var known = StopReasons
            .Concat(Constants(typeof(FaultCode)))
            .Concat(OfAws)
            .Concat(Enum.GetNames<RunStatus>())
            .Concat(Enum.GetNames<RegionStatus>())
            .Concat(Reason.All.Select(reason => reason.Name))
            .Concat(StackTemplate.Deployed.Parameters)
            .Concat(StackTemplate.Deployed.Resources)
            .Concat(StackTemplate.Deployed.Outputs)
            .Concat(OfTheFunction)
            .Append(TagFilter.DoNotDelete.Key)
            .ToHashSet(StringComparer.Ordinal);

        var named = Names().Matches(Text).Select(name => name.Groups[1].Value).Distinct().ToArray();
        Assert.Contains("FenceOpen", named);
        Assert.Empty(named.Except(known));
    }

    private static IEnumerable<string> StopReasons => Constants(typeof(StopReason));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> OfTheFunction => StackTemplate.Deployed.At("Resources", "CleanUp", "Properties")
        .AsObject()
        .Select(property => property.Key)
        .Append(nameof(RunFailedException));

    [GeneratedRegex(@"^\| \[`(?<alarm>\w+)`\]\(#(?<anchor>\w+)\) \| [^|]+ \| (?<waits>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Alarms();

    [GeneratedRegex(@"^\|( `\w+`,?)+ \|", RegexOptions.Multiline)]
    private static partial Regex FirstCells();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    // In backticks, alone or with a value, as in `Fence=off`; an upper-case letter and a lower-case one first, so neither `LOG` nor `EC2`.
    [GeneratedRegex("`([A-Z][a-z]\\w*)(?:=[^`]*)?`")]
    private static partial Regex Names();
}
