namespace SnapshotLambda.Tests.Settings;

public sealed class EventBridgeEventTests
{
    [Theory]
    [InlineData("aws.events")]
    [InlineData("aws.scheduler")]
    public void Gives_time_and_id_and_leaves_the_settings_to_the_other_layers(string source)
    {
        var run = ReadSettings.Good(Event(source: source), """{"keepLatestPerVolume": 4}""", ("SNAPSHOT_LAMBDA_DRY_RUN", "false"));

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.Zero), run.ScheduledTime);
        Assert.Equal(run.ScheduledTime, run.ReferenceTime);
        Assert.Equal("53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", run.IdempotencyKeyOr("request"));
        Assert.Equal((false, 4, "payload"), (run.DryRun, run.Retention.KeepLatestPerVolume, run.Effective["scheduledTime"].From));
    }

    [Theory]
    [InlineData(""","time":"2026-04-01T02:00:00Z" """, """time: "2026-04-01T02:00:00Z" is in the future; valid: an instant""")]
    [InlineData(""","time":"2025-04-01T02:00:00Z" """, """time: "2025-04-01T02:00:00Z" is too long ago""")]
    [InlineData("", "time: is no instant; valid: an instant")]
    [InlineData(
        ""","time":"2026-03-01T02:00:00Z","time":"2026-03-01T02:00:00Z" """,
        """time: "2026-03-01T02:00:00Z", "2026-03-01T02:00:00Z" is no instant""")]
    public void Has_one_time_within_the_same_limits_as_any(string time, string message) =>
        Assert.StartsWith(message, ReadSettings.TheError(Event(time: time)).Message, StringComparison.Ordinal);

    [Fact]
    public void Has_an_id() =>
        Assert.StartsWith("""id: "" is no id""", ReadSettings.TheError(Event(id: "")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("EC2 Instance State-change Notification", "aws.ec2", """
        detail-type: "EC2 Instance State-change Notification" is an event for someone else; valid: "Scheduled Event"
        """)]
    [InlineData(
        "Scheduled Event", "com.example", """source: "com.example" sends nothing for this function; valid: aws.events or aws.scheduler""")]
    public void Of_another_kind_is_no_reason_to_run(string type, string source, string message) =>
        Assert.StartsWith(message, ReadSettings.Of(Event(type: type, source: source)).Message, StringComparison.Ordinal);

    [Fact]
    public void Does_not_swallow_a_setting_that_someone_wrote_into_it() =>
        Assert.StartsWith(
            "dryRun: true stands in a scheduled event, where no setting is read",
            ReadSettings.TheError(Event(more: ""","dryRun":true""")).Message,
            StringComparison.Ordinal);

    private static string Event(
        string type = "Scheduled Event", string source = "aws.events", string id = "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
        string time = ""","time":"2026-03-01T02:00:00Z" """, string more = "") =>
        $$"""
        {"version":"0","id":"{{id}}","detail-type":"{{type}}","source":"{{source}}","account":"123456789012","region":"us-east-1",
         "resources":["arn:aws:events:us-east-1:123456789012:rule/nightly"],"detail":{},"something":"new"{{time}}{{more}}}
        """;
}
