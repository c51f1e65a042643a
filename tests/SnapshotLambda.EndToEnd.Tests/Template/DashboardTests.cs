using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SnapshotLambda.EndToEnd.Tests.Docs;

namespace SnapshotLambda.EndToEnd.Tests.Template;

public sealed partial class DashboardTests
{
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;
    private static readonly JsonArray Widgets = Body(Deployed)["widgets"]!.AsArray();

    [Fact]
    public void Every_metric_that_it_shows_exists() => Assert.All(Shown(), metric => Assert.Contains(metric, Metrics.All));

    [Fact]
    public void It_shows_every_metric_of_the_log() =>
        Assert.Equal(
            ["ScheduledRunsEnded", "RestoresFailed"],
            MetricFilter.All.Select(filter => filter.Name).Except(Shown().Select(metric => metric.Name)));

    // Else CloudWatch chooses another period by the time that is shown, and days become hours.
    [Fact]
    public void Its_periods_hold_whatever_time_is_shown() => Assert.Equal("inherit", Body(Deployed)["periodOverride"]!.GetValue<string>());

    [Fact]
    public void It_shows_every_alarm_that_there_is()
    {
        Assert.Equal(Arns(Deployed), Alarms(Deployed));
        var without = Deployed.With("ExpectedRunHours", "0");
        Assert.Equal(Arns(without), Alarms(without));
    }

    [Fact]
    public void Its_list_of_runs_reads_keys_that_the_log_has()
    {
        var query = Assert.Single(Widgets, widget => Type(widget) == "log")!["properties"]!["query"]!.GetValue<string>();
        var row = Documents.Row("`run_finished`");
        var keys = Names().Matches(row).Select(name => name.Groups[1].Value).Concat(["region", "dry_run", "@timestamp"]);

        Assert.StartsWith("SOURCE 'CleanUpLog' | filter message = 'run_finished' | fields ", query, StringComparison.Ordinal);
        Assert.Empty(query.Split('|')[2].Trim()["fields ".Length..].Split(", ").Except(keys));
    }

    // 24 columns: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
    [Fact]
    public void Its_widgets_stand_side_by_side()
    {
        var cells = Widgets.SelectMany(widget =>
            from x in Enumerable.Range(Number(widget, "x"), Number(widget, "width"))
            from y in Enumerable.Range(Number(widget, "y"), Number(widget, "height"))
            select (x, y)).ToArray();

        Assert.Equal(cells.Length, cells.Distinct().Count());
        Assert.InRange(cells.Max(cell => cell.x), 0, 23);
        Assert.Empty(Widgets.Select(Type).Except(["alarm", "metric", "log"]));
    }

    private static JsonNode Body(StackTemplate template) =>
        JsonNode.Parse(template.TextAt("Resources", "Dashboard", "Properties", "DashboardBody"))!;

    private static IEnumerable<(string Namespace, string Name, string Dimensions)> Shown() =>
        from widget in Widgets
        where Type(widget) == "metric"
        from metric in widget!["properties"]!["metrics"]!.AsArray()
        select metric.AsArray()
            .TakeWhile(part => part is JsonValue)
            .Select(part => part!.GetValue<string>())
            .ToArray() is [var space, var name, .. var dimensions]
            ? (space, name, string.Join(',', dimensions.Chunk(2).Select(pair => string.Join('=', pair))))
            : throw new FormatException($"{metric.ToJsonString()} is no metric.");

    private static IEnumerable<string> Alarms(StackTemplate template) =>
        Body(template)["widgets"]!.AsArray().Single(widget => Type(widget) == "alarm")!["properties"]!["alarms"]!.AsArray()
            .Select(arn => arn!.GetValue<string>())
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Arns(StackTemplate template) =>
        template.Made("AWS::CloudWatch::Alarm").Keys
            .Select(name => $"arn:aws:test:us-east-1:111122223333:{name}")
            .Order(StringComparer.Ordinal);

    private static string Type(JsonNode? widget) => widget!["type"]!.GetValue<string>();

    private static int Number(JsonNode? widget, string name) => widget![name]!.GetValue<int>();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Names();
}
