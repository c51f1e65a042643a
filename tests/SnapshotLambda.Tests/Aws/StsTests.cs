using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Tests.Aws;

public sealed class StsTests
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/delete";

    [Theory]
    [InlineData("arn:aws:sts::111122223333:assumed-role/clean-up/f", "aws")]
    [InlineData("arn:aws-cn:sts::111122223333:assumed-role/clean-up/f", "aws-cn")]
    [InlineData("arn:aws-us-gov:iam::111122223333:user/u", "aws-us-gov")]
    public async Task Names_the_account_and_the_partition(string arn, string partition)
    {
        using var server = new ScriptedServer(Documents.Caller($"<Account>111122223333</Account><Arn>{arn}</Arn>"));

        var caller = await server.Sts().GetCallerAsync(default);

        Assert.Equal(("111122223333", arn, partition), (caller.Account, caller.Arn, caller.Partition));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Account>111122223333</Account>")]
    [InlineData("<Arn>arn:aws:iam::111122223333:user/u</Arn>")]
    [InlineData("<Account>111122223333</Account><Arn>nobody</Arn>")]
    public async Task Takes_no_reply_that_leaves_either_open(string caller)
    {
        using var server = new ScriptedServer(Documents.Caller(caller));

        var error = await Calls.FailureOfAsync(() => server.Sts().GetCallerAsync(default));

        Assert.Equal((ErrorClass.Transient, FaultCode.UnreadableReply), (error.Class, error.Code));
    }

    [Fact]
    public async Task Asks_for_the_longest_session_that_a_chained_role_can_have()
    {
        using var server = new ScriptedServer(Documents.Recorded("sts-assume-role.200"));

        await server.Sts().AssumeRoleAsync(new(RoleArn, "run-1", "secret", """{"Statement":[]}"""), default);

        Assert.Equal(
            [
                ("Action", "AssumeRole"), ("DurationSeconds", "3600"), ("ExternalId", "secret"), ("Policy", """{"Statement":[]}"""),
                ("RoleArn", RoleArn), ("RoleSessionName", "run-1"), ("Version", "2011-06-15"),
            ],
            server.Requests[0].Form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => (field.Key, field.Value)));
    }

    [Fact]
    public async Task Sends_no_external_id_and_no_policy_where_there_is_none()
    {
        using var server = new ScriptedServer(Documents.Recorded("sts-assume-role.200"));

        await server.Sts().AssumeRoleAsync(new(RoleArn, "run-1", null, null), default);

        Assert.Equal((null, null), (server.Requests[0]["ExternalId"], server.Requests[0]["Policy"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(
        "<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><SessionToken>T</SessionToken></Credentials>")]
    [InlineData("<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>S</SecretAccessKey><Expiration>2026-11-22T12:32:24Z</Expiration></Credentials>")]
    [InlineData("<Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey></SecretAccessKey><SessionToken>T</SessionToken><Expiration>2026-11-22T12:32:24Z</Expiration></Credentials>")]
    public async Task Takes_no_session_without_whole_credentials(string credentials)
    {
        using var server = new ScriptedServer(Documents.Session(credentials));

        var error = await Calls.FailureOfAsync(() => server.Sts().AssumeRoleAsync(new(RoleArn, "run-1", null, null), default));

        Assert.Equal((ErrorClass.Transient, FaultCode.UnreadableReply), (error.Class, error.Code));
    }

    [Theory]
    [InlineData("8f3c1e2a-0b1c-4d5e-9f60-718293a4b5c6", "8f3c1e2a-0b1c-4d5e-9f60-718293a4b5c6")]
    [InlineData("by hand/é", "by-hand--")]
    [InlineData("x", "run-x")]
    [InlineData("", "run-")]
    [InlineData(
        "0123456789012345678901234567890123456789012345678901234567890123456789",
        "0123456789012345678901234567890123456789012345678901234567890123")]
    public void Names_a_session_after_its_run(string runId, string name) => Assert.Equal(name, RoleSessionRequest.NameOf(runId));

    [Theory]
    [InlineData(403, "AccessDenied", nameof(ErrorClass.Denied))]
    [InlineData(403, "InvalidClientTokenId", nameof(ErrorClass.Systemic))]
    [InlineData(403, "ExpiredToken", nameof(ErrorClass.Systemic))]
    [InlineData(400, "Throttling", nameof(ErrorClass.Throttled))]
    public async Task Reports_what_sts_answers(int status, string code, string expected)
    {
        using var server = new ScriptedServer(Documents.StsError(status, code));

        var error = await Calls.FailureOfAsync(() => server.Sts().GetCallerAsync(default));

        Assert.Equal(expected, error.Class.ToString());
        Assert.Equal((code, "No.", "request-2", status), (error.Code, error.Message, error.RequestId, error.StatusCode));
    }
}
