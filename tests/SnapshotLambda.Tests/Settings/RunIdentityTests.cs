using SnapshotLambda.Settings;

namespace SnapshotLambda.Tests.Settings;

public sealed class RunIdentityTests
{
    private const string Scheduled =
        """ "scheduleArn": "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly", "scheduledTime": "2026-03-01T02:00:00Z" """;

    [Fact]
    public void A_run_is_known_by_its_own_key_before_anything_else() =>
        Assert.Equal("mine", ReadSettings.Good($$"""{"idempotencyKey": "mine", {{Scheduled}}}""").IdempotencyKeyOr("request"));

    [Fact]
    public void A_scheduled_run_is_known_by_schedule_and_time_whatever_the_attempt()
    {
        const string Key = "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly|2026-03-01T02:00:00Z";
        Assert.Equal(Key, ReadSettings.Good($$"""{"executionId": "one", "attempt": "1", {{Scheduled}}}""").IdempotencyKeyOr("first"));
        Assert.Equal(Key, ReadSettings.Good($$"""{"executionId": "two", "attempt": "2", {{Scheduled}}}""").IdempotencyKeyOr("second"));
    }

    [Fact]
    public void A_time_alone_does_not_make_two_runs_one() =>
        Assert.Equal("request", ReadSettings.Good("""{"scheduledTime": "2026-03-01T02:00:00Z"}""").IdempotencyKeyOr("request"));

    [Fact]
    public void Any_other_run_is_known_by_its_request() => Assert.Equal("request", ReadSettings.Good("{}").IdempotencyKeyOr("request"));

    [Fact]
    public void The_digest_leaves_out_the_attempt_and_its_id()
    {
        var digest = ReadSettings.Good($$"""{"maxAgeDays": 9, {{Scheduled}}}""").Digest;
        Assert.Equal(64, digest.Length);
        Assert.Equal(digest, ReadSettings.Good($$"""{"maxAgeDays": 9, "executionId": "one", "attempt": "1", {{Scheduled}}}""").Digest);
        Assert.Equal(digest, ReadSettings.Good($$"""{"maxAgeDays": 9, "executionId": "two", "attempt": "2", {{Scheduled}}}""").Digest);
    }

    [Fact]
    public void The_digest_does_not_depend_on_order_or_layer()
    {
        var digest = ReadSettings.Good("""{"maxAgeDays": 9, "includeTags": {"a": ["1"], "b": ["2"]}, "deleteRatePerSecond": 4.0}""").Digest;
        Assert.Equal(digest, ReadSettings.Good("""{"includeTags": {"b": ["2"], "a": ["1"]}, "maxAgeDays": 9}""").Digest);
        Assert.Equal(
            digest,
            ReadSettings.Good("{}", """{"maxAgeDays": 9}""", ("SNAPSHOT_LAMBDA_INCLUDE_TAGS", """{"b": ["2"], "a": ["1"]}""")).Digest);
    }

    [Theory]
    [InlineData("""{"maxAgeDays": 31}""")]
    [InlineData("""{"dryRun": false}""")]
    [InlineData("""{"regions": ["all"]}""")]
    [InlineData("""{"includeTags": {"a": ["1"]}}""")]
    [InlineData("""{"excludeTags": {"DoNotDelete": []}}""")]
    [InlineData("""{"approvedSnapshotIds": ["snap-01234567"]}""")]
    [InlineData("""{"scheduledTime": "2026-03-01T02:00:00Z"}""")]
    public void The_digest_tells_other_settings_apart(string payload) =>
        Assert.NotEqual(ReadSettings.Good("{}").Digest, ReadSettings.Good(payload).Digest);

    [Fact]
    public void Nine_thousand_approved_ids_count_for_the_digest_but_do_not_fill_the_result()
    {
        var ids = Enumerable.Range(0, 9000).Select(i => $""" "snap-{i:x17}" """).ToArray();
        RunSettings Of(IEnumerable<string> some) => ReadSettings.Good($$"""{"approvedSnapshotIds":[{{string.Join(',', some)}}]}""");

        var run = Of(ids);

        Assert.Equal(9000, run.Safeguards.ApprovedSnapshotIds!.Count);
        Assert.StartsWith("9000 items, SHA-256 ", run.Effective["approvedSnapshotIds"].Value.GetString(), StringComparison.Ordinal);
        Assert.Equal(run.Digest, Of(ids.Reverse()).Digest);
        Assert.NotEqual(run.Digest, Of(ids.Skip(1)).Digest);
    }

    [Fact]
    public void Ages_are_reckoned_from_the_scheduled_time_else_from_now_in_whole_seconds()
    {
        Assert.Equal(new DateTimeOffset(2026, 1, 30, 3, 0, 0, TimeSpan.Zero), ReadSettings.Good("{}").Cutoff);
        var run = ReadSettings.Good("""{"maxAgeDays": 1, "scheduledTime": "2026-03-01T04:00:00.999+02:00"}""");
        Assert.Equal((new DateTimeOffset(2026, 2, 28, 2, 0, 0, TimeSpan.Zero), TimeSpan.Zero), (run.Cutoff, run.ReferenceTime.Offset));
    }

    [Theory]
    [InlineData("2026-03-01T03:05:00Z")]
    [InlineData("2026-02-22T03:00:01Z")]
    public void A_scheduled_time_may_be_five_minutes_ahead_or_seven_days_back(string time) =>
        Assert.NotNull(ReadSettings.Good($$"""{"scheduledTime": "{{time}}"}""").ScheduledTime);
}
