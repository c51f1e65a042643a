using System.Net;
using System.Xml;
using Amazon.EC2;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.Sandbox.Http;

public class FaultTests
{
    [Theory]
    [InlineData("throttle", "RequestLimitExceeded", HttpStatusCode.ServiceUnavailable, false)]
    [InlineData("internalError", "InternalError", HttpStatusCode.InternalServerError, false)]
    [InlineData("internalErrorAfter", "InternalError", HttpStatusCode.InternalServerError, true)]
    [InlineData("unavailable", "Unavailable", HttpStatusCode.ServiceUnavailable, false)]
    [InlineData("expiredCredentials", "RequestExpired", HttpStatusCode.BadRequest, false)]
    [InlineData("clockSkew", "RequestExpired", HttpStatusCode.BadRequest, false)]
    [InlineData("htmlError", "", HttpStatusCode.BadGateway, false)]
    public async Task Errors_arrive_as_errors(string name, string code, HttpStatusCode status, bool hasEffect)
    {
        await using var sandbox = await StartAsync(name);
        using var ec2 = sandbox.Ec2();
        var failure = await Assert.ThrowsAsync<AmazonEC2Exception>(() => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.Equal((code, status), (failure.ErrorCode ?? "", failure.StatusCode));
        AssertEffect(sandbox, name, hasEffect);
    }

    [Theory]
    [InlineData("resetBefore", typeof(IOException), false)]
    [InlineData("lostReply", typeof(IOException), true)]
    [InlineData("cutReply", typeof(HttpIOException), true)]
    [InlineData("truncatedXml", typeof(XmlException), true)]
    [InlineData("emptyBody", typeof(XmlException), true)]
    public async Task Broken_answers_are_no_service_exceptions(string name, Type exception, bool hasEffect)
    {
        await using var sandbox = await StartAsync(name);
        using var ec2 = sandbox.Ec2();
        var failure = await Record.ExceptionAsync(() => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.IsType(exception, failure);
        AssertEffect(sandbox, name, hasEffect);
    }

    [Fact]
    public async Task A_page_of_html_looks_like_success_without_request_id()
    {
        await using var sandbox = await StartAsync("html");
        using var ec2 = sandbox.Ec2();
        Assert.Null((await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) })).ResponseMetadata.RequestId);
        AssertEffect(sandbox, "html", hasEffect: false);
    }

    [Fact]
    public async Task What_ignores_DryRun_does_what_it_is_only_asked_about()
    {
        await using var sandbox = await StartAsync("ignoreDryRun");
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1), DryRun = true });
        AssertEffect(sandbox, "ignoreDryRun", hasEffect: true);
    }

    [Fact]
    public async Task A_denial_that_does_not_say_which_policy_denies_denies_all_the_same()
    {
        const string Reads = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}""";
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Old(1)), Worlds.Role("r")), new() { Faults = _ => InjectedFault.OpaqueDenial });
        using var ec2 = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "r", Reads));
        var failure = await Expect.FailsAsync("UnauthorizedOperation", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.DoesNotContain("session policy", failure.Message, StringComparison.Ordinal);
        Assert.Single(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public async Task A_session_whose_policy_got_lost_may_do_what_its_role_may()
    {
        const string Reads = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}}""";
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Old(1)), Worlds.Role("r")),
            new() { Faults = call => call.Action == "AssumeRole" ? InjectedFault.DropSessionPolicy : null });
        using var sts = sandbox.Sts();
        var session = (await sts.AssumeRoleAsync(
            new() { RoleArn = $"arn:aws:iam::{Worlds.Account}:role/r", RoleSessionName = "run", Policy = Reads })).Credentials;
        using var ec2 = sandbox.Ec2(new(session.AccessKeyId, session.SecretAccessKey, session.SessionToken, Worlds.Now.AddHours(1)));
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Empty(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public async Task In_STS_expired_credentials_are_STSs_own_error()
    {
        await using var sandbox = await StartAsync("expiredCredentials");
        using var sts = sandbox.Sts();
        await Expect.FailsAsync("ExpiredToken", () => sts.GetCallerIdentityAsync(new()));
    }

    [Fact]
    public async Task Slow_answers_and_latency_wait_for_the_clock()
    {
        var time = new FakeTimeProvider(Worlds.Now);
        var options = new SandboxOptions { Time = time, Latency = TimeSpan.FromSeconds(1), Faults = _ => InjectedFault.Slow };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1), options);
        var call = sandbox.PostEc2Async("Action=DeleteSnapshot&SnapshotId=snap-00000001");
        await HangGuard.UntilAsync(() =>
        {
            Assert.True(
                time.GetUtcNow() - Worlds.Now >= TimeSpan.FromSeconds(3) || sandbox.Server.World.Snapshots().Count == 1,
                "it was answered too early");
            time.Advance(TimeSpan.FromSeconds(0.5));
            return call.IsCompleted;
        });

        Assert.Equal(HttpStatusCode.OK, (await call).Status);
        Assert.Equal("slow", Assert.Single(sandbox.Server.Calls).FaultName);
    }

    [Fact]
    public async Task A_test_decides_call_by_call_and_may_answer_anything()
    {
        var calls = 0;
        var odd = new InjectedFault("odd") { Reshape = _ => new(418, "text/plain", "short and stout"u8.ToArray()) };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(3), new()
        {
            Faults = call => call.Action == "DeleteSnapshot"
                && call.Parameters.Text("SnapshotId") != Worlds.Id(3)
                && Interlocked.Increment(ref calls) == 2 ? odd : null,
        });
        var statuses = new List<int>();
        for (var number = 1; number <= 3; number++)
            statuses.Add((int)(await sandbox.PostEc2Async($"Action=DeleteSnapshot&SnapshotId={Worlds.Id(number)}")).Status);
        Assert.Equal([200, 418, 200], statuses);
        Assert.Equal([Worlds.Id(2)], sandbox.Server.World.Snapshots().Keys);
    }

    private static Task<RunningSandbox> StartAsync(string name)
    {
        var fault = InjectedFault.All.Single(candidate => candidate.Name == name);
        return RunningSandbox.StartAsync(Worlds.OfMany(1), new() { Faults = _ => fault });
    }

    private static void AssertEffect(RunningSandbox sandbox, string name, bool hasEffect)
    {
        Assert.Equal(hasEffect ? 0 : 1, sandbox.Server.World.Snapshots().Count);
        Assert.All(sandbox.Server.Calls, call => Assert.Equal(name, call.FaultName));
    }
}
