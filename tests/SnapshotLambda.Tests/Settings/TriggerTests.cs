using System.Text.Json;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

public sealed class TriggerTests
{
    [Theory]
    [InlineData("""{"scheduleArn": "arn:x", "scheduledTime": "2026-03-01T03:00:00Z"}""", Trigger.Schedule)]
    [InlineData("""{"dryRun": "no", "scheduleArn": 7}""", Trigger.Schedule)]
    [InlineData("""{"detail-type": "Scheduled Event", "source": "aws.events"}""", Trigger.Schedule)]
    [InlineData("""{"dryRun": false, "idempotencyKey": "by-hand"}""", Trigger.Hand)]
    [InlineData("""{"scheduledTime": "2026-03-01T03:00:00Z"}""", Trigger.Hand)]
    [InlineData("{}", Trigger.Hand)]
    [InlineData("[]", Trigger.Hand)]
    [InlineData("null", Trigger.Hand)]
    [InlineData("""{"\ud800": 1}""", Trigger.Hand)]
    public void Is_told_from_the_payload_whether_it_is_good_or_not(string payload, string trigger) =>
        Assert.Equal(trigger, Trigger.Of(JsonElement.Parse(payload)));

    [Fact]
    public void No_payload_at_all_is_a_hand_s() => Assert.Equal(Trigger.Hand, Trigger.Of(default));
}
