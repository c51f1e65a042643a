using System.Globalization;
using System.Text.Json.Nodes;
using SnapshotLambda.EndToEnd.Tests.Docs;

namespace SnapshotLambda.EndToEnd.Tests.Template;

/// <summary>The alarms: one for everything that deserves a look, none for a night on which nothing is wrong.</summary>
public sealed class AlarmTests
{
    private const int Hour = 3600;
    private const int Day = 24 * Hour;
    private static readonly StackTemplate Deployed = StackTemplate.Deployed;
    private static readonly Dictionary<string, JsonNode> Alarms = Deployed.Made("AWS::CloudWatch::Alarm");

    [Theory]
    [InlineData("FailedAlarm", "RunsFailed")]
    [InlineData("RefusedAlarm", "RunsRefused")]
    [InlineData("PartiallyFailedAlarm", "RunsPartiallyFailed")]
    [InlineData("InvalidConfigurationAlarm", "RunsInvalidConfiguration")]
    [InlineData("FunctionErrorsAlarm", "Errors")]
    [InlineData("RestoreFailedAlarm", "RestoresFailed")]
    [InlineData("RestoreErrorsAlarm", "Errors")]
    [InlineData("FailedRunsAlarm", "ApproximateNumberOfMessagesVisible", "Maximum")]
    public void Once_is_enough_and_silence_is_good(string alarm, string metric, string statistic = "Sum") =>
        Assert.Equal((metric, statistic, 300, 1, "1", "GreaterThanOrEqualToThreshold", "notBreaching"), Terms(Alarms[alarm]));

    [Fact]
    public void What_is_left_over_seven_days_running_is_told()
    {
        Assert.Equal(
            ("RunsIncomplete", "Sum", Day, 7, "1", "GreaterThanOrEqualToThreshold", "notBreaching"),
            Terms(Alarms["IncompleteForAWeekAlarm"]));
        Assert.Equal("7", Text(Alarms["IncompleteForAWeekAlarm"], "DatapointsToAlarm"));
    }

    [Fact]
    public void A_run_that_did_not_come_is_told_after_its_hours() =>
        Assert.Equal(("ScheduledRunsEnded", "Sum", Hour, 26, "1", "LessThanThreshold", "breaching"), Terms(Alarms["NoRunAlarm"]));

    [Theory]
    [InlineData("ExpectedRunHours", "0")]
    [InlineData("ScheduleState", "DISABLED")]
    public void Where_no_run_is_expected_none_is_missed(string parameter, string value) =>
        Assert.DoesNotContain("NoRunAlarm", Deployed.With(parameter, value).Made().Keys);

    [Fact]
    public void Each_watches_a_metric_that_exists() => Assert.All(Alarms.Values, alarm =>
        Assert.Contains(
            (Text(alarm, "Namespace"),
                Text(alarm, "MetricName"),
                string.Join(',', alarm["Dimensions"]?.AsArray().Select(one => $"{Text(one!, "Name")}={Text(one!, "Value")}") ?? [])),
            Metrics.All));

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: Period
    [Fact]
    public void Each_looks_back_no_further_than_cloudwatch_does() => Assert.All(
        Alarms.Values.Concat(Deployed.With("ExpectedRunHours", Deployed.TextAt("Parameters", "ExpectedRunHours", "MaxValue"))
            .Made("AWS::CloudWatch::Alarm").Values),
        alarm =>
        {
            var (_, _, period, periods, _, _, _) = Terms(alarm);
            Assert.Equal(0, period % 60);
            Assert.InRange(period * periods, 1, period < Hour ? Day : 7 * Day);
        });

    [Fact]
    public void All_go_to_the_stack_s_own_topic_and_no_mail_without_an_address()
    {
        Assert.All(Alarms.Values, alarm => Assert.Equal("""["Alarms"]""", alarm["AlarmActions"]!.ToJsonString()));
        Assert.DoesNotContain("AlarmMail", Deployed.Made().Keys);
    }

    // The others would tell of every night that is no worse than it should be.
    [Fact]
    public void The_one_that_misses_runs_also_tells_that_they_are_back_and_no_other_does()
    {
        Assert.Equal("""["Alarms"]""", Alarms["NoRunAlarm"]["OKActions"]!.ToJsonString());
        Assert.All(Alarms.Where(one => one.Key != "NoRunAlarm"), one => Assert.Null(one.Value["OKActions"]));
    }

    [Fact]
    public void The_one_of_failures_says_that_a_scheduled_run_is_tried_again() =>
        Assert.Contains("tried twice more within minutes", Text(Alarms["FailedAlarm"], "AlarmDescription"), StringComparison.Ordinal);

    [Theory]
    [InlineData("docs/runbook.md")]
    [InlineData("https://wiki.example.com/runbook")]
    public void Each_leads_to_its_entry_in_the_runbook(string runbook) =>
        Assert.All(Deployed.With("RunbookUrl", runbook).Made("AWS::CloudWatch::Alarm"), one =>
        {
            var anchor = Documents.Anchor(Assert.Single(Documents.Headings("docs/runbook.md"), heading => heading == one.Key));
            Assert.EndsWith($" Runbook: {runbook}#{anchor}", Text(one.Value, "AlarmDescription"), StringComparison.Ordinal);
        });

    [Fact]
    public void An_address_is_subscribed_to_it()
    {
        var mail = Deployed.With("AlarmEmail", "ops@example.com").Made("AWS::SNS::Subscription")["AlarmMail"];
        Assert.Equal("""{"TopicArn":"Alarms","Protocol":"email","Endpoint":"ops@example.com"}""", mail.ToJsonString());
    }

    [Fact]
    public void Or_all_go_to_a_topic_that_is_there_already()
    {
        var template = Deployed.With("AlarmTopicArn", "arn:aws:sns:us-east-1:111122223333:ops");

        Assert.All(
            template.Made("AWS::CloudWatch::Alarm").Values,
            alarm => Assert.Equal("""["arn:aws:sns:us-east-1:111122223333:ops"]""", alarm["AlarmActions"]!.ToJsonString()));
        Assert.Empty(template.Made("AWS::SNS::Topic"));
        Assert.Equal("arn:aws:sns:us-east-1:111122223333:ops", template.TextAt("Outputs", "Alarms", "Value"));
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: AlarmDescription
    [Fact]
    public void Each_says_where_to_look() => Assert.All(Alarms.Values, alarm =>
    {
        Assert.Matches("(log group (CleanUpLog|RestoreLog)|queue FailedRuns)", Text(alarm, "AlarmDescription"));
        Assert.InRange(Text(alarm, "AlarmDescription").Length, 1, 1024);
    });

    private static (string Metric, string Statistic, int Period, int Periods, string Threshold, string Comparison, string Missing) Terms(
        JsonNode alarm) =>
        (Text(alarm, "MetricName"),
            Text(alarm, "Statistic"),
            Number(alarm, "Period"),
            Number(alarm, "EvaluationPeriods"),
            Text(alarm, "Threshold"),
            Text(alarm, "ComparisonOperator"),
            Text(alarm, "TreatMissingData"));

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => int.Parse(Text(node, name), CultureInfo.InvariantCulture);
}
