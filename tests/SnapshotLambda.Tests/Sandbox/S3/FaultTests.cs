using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Sandbox.S3;

public class FaultTests
{
    [Theory]
    [InlineData("deny", "AccessDenied", HttpStatusCode.Forbidden, false)]
    [InlineData("throttle", "SlowDown", HttpStatusCode.ServiceUnavailable, false)]
    [InlineData("internalError", "InternalError", HttpStatusCode.InternalServerError, false)]
    [InlineData("internalErrorAfter", "InternalError", HttpStatusCode.InternalServerError, true)]
    [InlineData("unavailable", "ServiceUnavailable", HttpStatusCode.ServiceUnavailable, false)]
    [InlineData("expiredCredentials", "ExpiredToken", HttpStatusCode.BadRequest, false)]
    [InlineData("clockSkew", "RequestTimeTooSkewed", HttpStatusCode.Forbidden, false)]
    public async Task Errors_arrive_as_S3s(string name, string code, HttpStatusCode status, bool hasEffect)
    {
        await using var sandbox = await StartAsync(name);
        using var s3 = sandbox.S3();
        var failure = await Expect.FailsAsync(code, () => s3.PutObjectAsync(Put()));
        Assert.Equal(status, failure.StatusCode);
        AssertEffect(sandbox, name, hasEffect);
    }

    [Theory]
    [InlineData("resetBefore", false)]
    [InlineData("lostReply", true)]
    public async Task A_connection_may_end_before_the_answer(string name, bool hasEffect)
    {
        await using var sandbox = await StartAsync(name);
        using var s3 = sandbox.S3();
        Assert.IsNotType<AmazonS3Exception>(await Record.ExceptionAsync(() => s3.PutObjectAsync(Put())));
        AssertEffect(sandbox, name, hasEffect);
    }

    [Fact]
    public async Task A_call_that_hangs_is_not_answered_until_its_client_gives_up()
    {
        await using var sandbox = await StartAsync("hang");
        using var s3 = sandbox.S3();
        using var patience = new CancellationTokenSource();
        var call = s3.PutObjectAsync(Put(), patience.Token);
        await HangGuard.UntilAsync(() => sandbox.Server.CallCount == 1);
        Assert.False(call.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        AssertEffect(sandbox, "hang", hasEffect: false);
    }

    [Fact]
    public async Task A_faults_file_names_S3s_actions()
    {
        var script = FaultFile.Read(Encoding.UTF8.GetBytes("""{"rules":[{"action":"PutObject","fault":"throttle","times":1}]}"""));
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.WithBucket(), new() { Faults = script.For });
        using var s3 = sandbox.S3();
        await Expect.FailsAsync("SlowDown", () => s3.PutObjectAsync(Put()));
        await s3.PutObjectAsync(Put());
    }

    [Theory]
    [InlineData("ec2", "UnauthorizedOperation")]
    [InlineData("sts", "AccessDenied")]
    public async Task A_denial_is_every_service_s(string service, string code)
    {
        await using var sandbox = await StartAsync("deny");
        var reply = await sandbox.PostAsync(service, "Action=DescribeSnapshots");
        Assert.Equal((HttpStatusCode.Forbidden, code), (reply.Status, reply.Code));
    }

    private static Task<RunningSandbox> StartAsync(string name)
    {
        var fault = InjectedFault.All.Single(candidate => candidate.Name == name);
        return RunningSandbox.StartAsync(Worlds.WithBucket(), new() { Faults = _ => fault });
    }

    private static PutObjectRequest Put() => new() { BucketName = Worlds.Bucket, Key = "a", ContentBody = "x" };

    private static void AssertEffect(RunningSandbox sandbox, string name, bool hasEffect)
    {
        Assert.Equal(hasEffect ? 1 : 0, sandbox.Server.World.Bucket(Worlds.Bucket)!.Objects.Count);
        Assert.All(sandbox.Server.Calls, call => Assert.Equal(name, call.FaultName));
    }
}
