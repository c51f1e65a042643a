using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Aws;

public sealed class AwsCallTests
{
    public static TheoryData<string> EveryCall => [.. Calls.Names];

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task That_hangs_ends_as_a_timeout_after_15_seconds_and_a_page_after_60(string call)
    {
        using var server = new ScriptedServer(Reply.Cut(200, "<half", Reply.Ending.Hang));
        var time = new InstantTime();
        server.Answered = time.ExpireLimits;

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url, time)));

        Assert.Equal((ErrorClass.Transient, FaultCode.Timeout), (error.Class, error.Code));
        var pages = call is nameof(IEc2.FindSnapshotsAsync) or nameof(IEc2.ReadLaunchTemplateAsync) or nameof(IEc2.FindBinnedAsync)
            || (call != nameof(IEc2.ListSharesAsync) && call.StartsWith("List", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Repeat(pages ? 60.0 : 15.0, Calls.AttemptsOf(call)), time.Limits.Select(limit => limit.TotalSeconds));
        Assert.Equal(Calls.AttemptsOf(call), server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task That_the_caller_cancels_stays_a_cancellation(string call)
    {
        using var server = new ScriptedServer(Reply.Cut(200, "<half", Reply.Ending.Hang));
        using var cancellation = new CancellationTokenSource();
        server.Answered = cancellation.Cancel;

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Calls.MakeAsync(call, Calls.Clients(server.Url), cancellation.Token));

        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Is_not_made_once_the_caller_has_cancelled(string call)
    {
        using var server = new ScriptedServer(Documents.Deleted);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Calls.MakeAsync(call, Calls.Clients(server.Url), new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Without_a_connection_is_transient(string call)
    {
        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(ScriptedServer.Nowhere())));

        Assert.Equal((ErrorClass.Transient, FaultCode.ConnectionFailed), (error.Class, error.Code));
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task Is_made_again_after_a_throttle_unless_its_caller_sets_the_pace(string call)
    {
        using var server = new ScriptedServer(Reply.Error(503, "RequestLimitExceeded"));
        var time = new InstantTime();

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url, time)));

        Assert.Equal(ErrorClass.Throttled, error.Class);
        Assert.Equal(Calls.ThrottledAttemptsOf(call), server.Requests.Count);
        Assert.Equal(Calls.ThrottledAttemptsOf(call) - 1, time.Pauses.Count);
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public async Task That_is_denied_is_made_once(string call)
    {
        using var server = new ScriptedServer(Reply.Error(403, "AuthFailure"));

        var error = await Calls.FailureOfAsync(() => Calls.MakeAsync(call, Calls.Clients(server.Url)));

        Assert.Equal((ErrorClass.Systemic, "AuthFailure", "request-1"), (error.Class, error.Code, error.RequestId));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task That_waits_for_its_turn_has_not_begun_and_loses_no_reply()
    {
        using var server = new ScriptedServer(Reply.Cut(200, "<half", Reply.Ending.Hang), Documents.Deleted);
        var time = new InstantTime();
        var isSent = new TaskCompletionSource();
        server.Answered = () => isSent.TrySetResult();
        using var ec2 = OneAtATime(server, time, Calls.Never(time)).Ec2("eu-central-1");

        var first = ec2.DeleteSnapshotAsync("snap-1", CancellationToken.None);
        await isSent.Task;
        var second = ec2.DeleteSnapshotAsync("snap-2", CancellationToken.None);
        Assert.Single(time.Limits);
        time.ExpireLimits();

        Assert.Equal(FaultCode.Timeout, (await Calls.FailureOfAsync(() => first)).Code);
        await second;
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Whose_turn_comes_after_the_deadline_is_not_made()
    {
        using var server = new ScriptedServer(Documents.Deleted);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var gates = new CallGates { Ec2 = new CallGate(1) };
        using var ec2 = OneAtATime(server, time, new Deadline(time, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20)), gates)
            .Ec2("eu-central-1");
        var turn = await gates.Ec2.EnterAsync(CancellationToken.None);

        var call = ec2.DeleteSnapshotAsync("snap-1", CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(41));
        turn.Dispose();

        await Assert.ThrowsAsync<DeadlineException>(() => call);
        Assert.Empty(server.Requests);
    }

    private static AwsClients OneAtATime(ScriptedServer server, TimeProvider time, Deadline deadline, CallGates? gates = null) => new(
        time,
        new Random(1),
        new AwsEndpoint(server.Url, () => new Amazon.Runtime.BasicAWSCredentials("AKIAEXAMPLE", "example-secret")),
        gates ?? new CallGates { Ec2 = new CallGate(1) },
        deadline);
}
