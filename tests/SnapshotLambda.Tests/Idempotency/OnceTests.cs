using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Idempotency;

/// <summary>What is remembered, replayed, forgotten and thrown.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class OnceTests
{
    private static readonly string Three = $""" "snapshots": [ {Scenario.Old(3)} ] """;

    private static string Key => $""" "idempotencyKey": "{Guid.NewGuid()}" """;

    /// <summary>What EventBridge delivers: a schedule's input, and a rule's event. ID and TIME are the run's.</summary>
    public static TheoryData<string> ByEventBridge { get; } = new(
        """{ "scheduleArn": "arn:ID", "scheduledTime": "TIME" }""",
        """{ "version": "0", "id": "ID", "detail-type": "Scheduled Event", "source": "aws.events", "time": "TIME", "resources": ["arn:rule"], "detail": {} }""");

    /// <summary>Payloads of which a JSON serializer knows nothing but to throw, and what is said of each.</summary>
    public static TheoryData<byte[], string> NoDocuments { get; } = new()
    {
        { [], "payload: is empty" },
        { " "u8.ToArray(), "is not JSON from line 1, position 2 on" },
        { "{"u8.ToArray(), "is not JSON from line 1, position 2 on" },
        { "dryRun"u8.ToArray(), """ "dryRun" is not JSON from line 1, position 1 on""" },
        { "{\n\"dryRun\": yes}"u8.ToArray(), "is not JSON from line 2, position 11 on" },
        { [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], "is not JSON from line 1, position 1 on" },
        { [(byte)'"', 0xC3, (byte)'"'], "holds bytes that are not UTF-8" },
        { [0, 1, 2, 255], "holds bytes that are not UTF-8" },
        { Nested(65), "is nested over 64 deep" },
        { Nested(100_000), "is nested over 64 deep" },
    };

    private static byte[] Nested(int deep) => System.Text.Encoding.UTF8.GetBytes($"{new string('[', deep)}{new string(']', deep)}");

    [Fact]
    public async Task The_same_key_executes_once_and_then_gets_the_same_result()
    {
        await using var night = await Scenario.OverAsync(Three);
        var payload = Scenario.Delete(Key);

        var first = await night.RunAsync(payload);
        var second = await night.RunAsync(payload);

        Assert.Equal((false, true), (first.Replayed, second.Replayed));
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(3, second.Totals.Deleted);
        Assert.Equal(first.Settings["dryRun"].Value.GetRawText(), second.Settings["dryRun"].Value.GetRawText());
        Assert.Equal(3, night.CallsOf("DeleteSnapshot"));
        Assert.Single(night.Log.Of("run_replayed"));
        Assert.Single(night.Log.Of("run_finished"));
    }

    [Fact]
    public async Task The_same_key_with_other_settings_is_a_mistake()
    {
        await using var night = await Scenario.OverAsync(Three);
        var key = Key;
        await night.RunAsync($$"""{ {{key}} }""");

        var other = await night.RunAsync(Scenario.Delete(key));

        Assert.Equal((RunStatus.InvalidConfiguration, "SettingsChanged"), (other.Status, other.Reason));
        Assert.Equal(0, night.CallsOf("DeleteSnapshot"));
    }

    [Fact]
    public async Task A_failure_is_forgotten_so_that_a_mended_cause_can_be_retried_at_once()
    {
        var isBroken = true;
        await using var night = await Scenario.OverAsync(
            Three, new SandboxOptions { RequestLimits = false, Faults = _ => isBroken ? InjectedFault.Html : null });
        var payload = Scenario.Delete(Key);

        var broken = await night.RunAsync(payload);
        isBroken = false;
        var mended = await night.RunAsync(payload);

        Assert.Equal(RunStatus.Failed, broken.Status);
        Assert.Equal((RunStatus.Succeeded, false, 3), (mended.Status, mended.Replayed, mended.Totals.Deleted));
    }

    [Fact]
    public async Task A_result_that_changed_something_is_remembered_even_if_it_failed_in_part()
    {
        await using var night = await Scenario.OverAsync(Three, new SandboxOptions
        {
            RequestLimits = false,
            Faults = call => call.Action == "DeleteSnapshot" && call.Parameters.Text("SnapshotId") == "snap-old-0002"
                ? InjectedFault.InternalError
                : null,
        });
        var payload = Scenario.Delete(Key);

        var first = await night.RunAsync(payload);
        var second = await night.RunAsync(payload);

        Assert.Equal((RunStatus.PartiallyFailed, 2), (first.Status, first.Totals.Deleted));
        Assert.True(second.Replayed);
    }

    [Fact]
    public async Task Deliveries_of_one_schedule_are_one_run_whatever_their_attempt()
    {
        await using var night = await Scenario.OverAsync(Three);
        var time = night.Time.GetUtcNow()
            .AddMinutes(-3)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        string Payload(int attempt) =>
            Scenario.Delete($""" "scheduleArn": "arn:aws:scheduler:us-east-1:1:schedule/{Guid.Empty}/{night.GetHashCode()}", "scheduledTime": "{time}", "attempt": "{attempt}", "executionId": "e{attempt}" """);

        var first = await night.RunAsync(Payload(1));
        var second = await night.RunAsync(Payload(2));

        Assert.Equal((false, true), (first.Replayed, second.Replayed));
        Assert.Equal(time, first.ReferenceTime!.Value.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(ByEventBridge))]
    public async Task A_scheduled_run_that_did_nothing_fails_so_that_Lambda_tries_again(string payload)
    {
        await using var night = await Scenario.OverAsync(
            Three, new SandboxOptions { RequestLimits = false, Faults = _ => InjectedFault.Html });

        var thrown = await Assert.ThrowsAsync<RunFailedException>(() => night.RunAsync(Scheduled(night, payload)));

        Assert.StartsWith("Failed", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("Failed", Assert.Single(night.Log.Of("run_finished"))["status"]);
    }

    [Theory]
    [MemberData(nameof(ByEventBridge))]
    public async Task A_scheduled_run_that_is_in_progress_elsewhere_and_cannot_be_waited_for_fails_too(string payload)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var night = await Scenario.OverAsync(
            Three, new SandboxOptions { RequestLimits = false, Time = clock, Faults = HoldUp });
        var delivered = Scheduled(night, payload);

        var first = night.RunAsync(delivered);
        await reached.Task;
        var thrown = await Assert.ThrowsAsync<RunFailedException>(() => night.RunAsync(delivered, TimeSpan.FromSeconds(30)));
        while (!first.IsCompleted)
        {
            clock.Advance(InjectedFault.Slow.Delay);
            await Task.Yield();
        }

        Assert.StartsWith("AlreadyRunning", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Succeeded, (await first).Status);
        Assert.Equal(["AlreadyRunning", "Succeeded"], night.Log.Of("run_finished").Select(line => line["status"]));

        InjectedFault? HoldUp(ApiCall call)
        {
            reached.TrySetResult();
            return InjectedFault.Slow;
        }
    }

    [Theory]
    [InlineData("5")]
    [InlineData(""" "text" """)]
    [InlineData("null")]
    [InlineData("""{ "dryRun": "false" }""")]
    [InlineData("""{ "maxAgeDay": 3 }""")]
    public async Task A_wrong_payload_calls_nothing_and_is_told_what_is_valid(string payload)
    {
        await using var night = await Scenario.OverAsync(Three);

        var result = await night.RunAsync(payload);

        Assert.Equal((RunStatus.InvalidConfiguration, 2, true), (result.Status, result.ExitCode, result.DryRun));
        Assert.Empty(night.Calls);
        Assert.Equal("InvalidConfiguration", Assert.Single(night.Log.Of("run_finished"))["status"]);
    }

    [Theory]
    [MemberData(nameof(NoDocuments))]
    public async Task A_payload_that_is_no_document_calls_nothing_and_is_told_what_is_valid(byte[] payload, string problem)
    {
        await using var night = await Scenario.OverAsync(Three);

        var result = await night.RunAsync(payload);

        Assert.Equal((RunStatus.InvalidConfiguration, "InvalidSettings", true), (result.Status, result.Reason, result.DryRun));
        Assert.StartsWith("payload: ", result.Message, StringComparison.Ordinal);
        Assert.Contains($"{problem}; valid: a JSON object, as in", result.Message, StringComparison.Ordinal);
        Assert.Empty(night.Calls);
        Assert.Equal("InvalidConfiguration", Assert.Single(night.Log.Of("run_finished"))["status"]);
    }

    [Fact]
    public async Task No_payload_gets_past_a_forced_dry_run()
    {
        await using var night = await Scenario.OverAsync(Three);
        night.Environment["SNAPSHOT_LAMBDA_FORCE_DRY_RUN"] = "true";

        var result = await night.RunAsync(Scenario.Delete());

        Assert.True(result.DryRun);
        Assert.Equal(3, night.SnapshotIds.Count());
    }

    private static string Scheduled(Scenario night, string payload) =>
        payload.Replace("ID", $"{Guid.NewGuid()}", StringComparison.Ordinal)
            .Replace(
                "TIME",
                night.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal);
}
