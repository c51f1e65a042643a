using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Tests.Aws;

public sealed class DeleteSnapshotTests
{
    [Fact]
    public async Task Succeeds_where_ec2_says_so()
    {
        using var server = new ScriptedServer(Documents.Deleted);

        await server.Ec2().DeleteSnapshotAsync("snap-1", default);

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(400, "InvalidSnapshot.NotFound", "The snapshot 'snap-1' does not exist.", nameof(ErrorClass.AlreadyGone))]
    [InlineData(400, "InvalidSnapshot.InUse", "The snapshot snap-1 is currently in use by ami-1", nameof(ErrorClass.UsedByImage))]
    [InlineData(
        400,
        "InvalidParameterValue",
        "This snapshot is managed by the AWS Backup service and cannot be deleted via EC2 APIs.",
        nameof(ErrorClass.ManagedByBackup))]
    [InlineData(400, "OperationNotPermitted", "The snapshot is locked.", nameof(ErrorClass.Locked))]
    [InlineData(412, "DryRunOperation", "Request would have succeeded.", nameof(ErrorClass.WouldSucceed))]
    [InlineData(503, "RequestLimitExceeded", "Request limit exceeded.", nameof(ErrorClass.Throttled))]
    [InlineData(400, "Client.RequestLimitExceeded", "Request limit exceeded.", nameof(ErrorClass.Throttled))]
    [InlineData(500, "InternalError", "An internal error has occurred", nameof(ErrorClass.Transient))]
    [InlineData(503, "Unavailable", "The server is overloaded.", nameof(ErrorClass.Transient))]
    [InlineData(400, "RequestExpired", "Request has expired.", nameof(ErrorClass.Systemic))]
    [InlineData(401, "AuthFailure", "AWS was not able to validate the provided access credentials", nameof(ErrorClass.Systemic))]
    [InlineData(403, "RequestTimeTooSkewed", "The clock is wrong.", nameof(ErrorClass.Systemic))]
    [InlineData(403, "UnauthorizedOperation", "You are not authorized to perform this operation.", nameof(ErrorClass.Denied))]
    [InlineData(400, "InvalidSnapshotID.Malformed", "The ID 'snap-1' is not valid", nameof(ErrorClass.Permanent))]
    public async Task Reports_what_ec2_answers_after_one_attempt(int status, string code, string message, string expected)
    {
        using var server = new ScriptedServer(Reply.Error(status, code, message));

        var error = await Calls.FailureOfAsync(() => server.Ec2().DeleteSnapshotAsync("snap-1", default));

        Assert.Equal(expected, error.Class.ToString());
        Assert.Equal((code, message, "request-1", status), (error.Code, error.Message, error.RequestId, error.StatusCode));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Reports_a_refused_connection_as_not_sent()
    {
        var error = await Calls.FailureOfAsync(
            () => Calls.Clients(ScriptedServer.Nowhere()).Ec2("eu-central-1").DeleteSnapshotAsync("snap-1", default));

        Assert.Equal((ErrorClass.Transient, FaultCode.ConnectionFailed), (error.Class, error.Code));
    }

    [Fact]
    public async Task Cuts_a_long_message_and_keeps_its_first_line_only()
    {
        using var server = new ScriptedServer(Reply.Error(400, "SomethingNew", "\n  Encoded: " + new string('x', 1000) + "\nmore"));

        var error = await Calls.FailureOfAsync(() => server.Ec2().DeleteSnapshotAsync("snap-1", default));

        Assert.Equal("Encoded: " + new string('x', 440) + "…", error.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gives_up_after_15_seconds_with_or_without_the_beginning_of_a_reply(bool begun)
    {
        using var server = new ScriptedServer(begun ? Reply.Cut(200, "<DeleteSnapshotResponse>", Reply.Ending.Hang) : Reply.Hang);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answered = answered.SetResult;
        var time = new FakeTimeProvider();
        var deletion = server.Ec2(time).DeleteSnapshotAsync("snap-1", default);
        await answered.Task;

        time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(deletion.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        var error = await Calls.FailureOfAsync(() => deletion.WaitAsync(HangGuard.Limit, TimeProvider.System));
        Assert.Equal((ErrorClass.Transient, FaultCode.Timeout), (error.Class, error.Code));
        Assert.Equal("DeleteSnapshot had no whole reply within 15 seconds.", error.Message);
        Assert.Single(server.Requests);
    }
}
