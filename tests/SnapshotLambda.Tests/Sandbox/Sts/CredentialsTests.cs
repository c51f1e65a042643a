using System.Net;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox;

namespace SnapshotLambda.Tests.Sandbox.Sts;

public class CredentialsTests
{
    [Theory]
    [InlineData("ec2", "", HttpStatusCode.Forbidden, "MissingAuthenticationToken")]
    [InlineData("ec2", "Bearer x", HttpStatusCode.Unauthorized, "AuthFailure")]
    public async Task Answers_requests_that_are_not_signed(string service, string authorization, HttpStatusCode status, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        var reply = await sandbox.PostAsync(service, "Action=DescribeSnapshots", authorization);
        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Null(Assert.Single(sandbox.Server.Calls).AccountId);
    }

    [Theory]
    [InlineData("AKIASAND999999999999", "ec2", "AuthFailure")]
    [InlineData("ASIAAAAAAAAAAAAAAAAA", "ec2", "AuthFailure")]
    [InlineData("ASIAAAAAAAAAAAAAAAAA", "sts", "InvalidClientTokenId")]
    [InlineData("AKIDEXAMPLE", "dynamodb", "InvalidAction")]
    public async Task Answers_credentials_and_services_it_does_not_know(string key, string service, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        Assert.Equal(code, (await sandbox.PostAsync(service, "Action=DescribeSnapshots", RunningSandbox.Signed(service, key))).Code);
    }

    [Fact]
    public async Task A_session_ends_when_its_credentials_expire()
    {
        var time = new FakeTimeProvider(Worlds.Now);
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")), new() { Time = time });
        var credentials = sandbox.Server.AssumeRole(Worlds.Account, "r", duration: TimeSpan.FromMinutes(15));
        using var ec2 = sandbox.Ec2(credentials);
        using var sts = sandbox.Sts(credentials);
        time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        await ec2.DescribeSnapshotsAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        await Expect.FailsAsync("RequestExpired", () => ec2.DescribeSnapshotsAsync());
        await Expect.FailsAsync("ExpiredToken", () => sts.GetCallerIdentityAsync(new()));
    }

    [Fact]
    public async Task A_session_needs_its_token()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")));
        var credentials = sandbox.Server.AssumeRole(Worlds.Account, "r");
        using var ec2 = sandbox.Ec2(credentials with { SessionToken = null });
        await Expect.FailsAsync("AuthFailure", () => ec2.DescribeSnapshotsAsync());
    }

    [Fact]
    public async Task Says_who_calls()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(), Worlds.Role("r")));
        using var user = sandbox.Sts(SandboxServer.CredentialsOf(Worlds.Account));
        using var session = sandbox.Sts(sandbox.Server.AssumeRole(Worlds.Account, "r"));
        var plain = await user.GetCallerIdentityAsync(new());
        var assumed = await session.GetCallerIdentityAsync(new());
        Assert.Equal((Worlds.Account, $"arn:aws:iam::{Worlds.Account}:user/sandbox"), (plain.Account, plain.Arn));
        Assert.Equal((Worlds.Account, $"arn:aws:sts::{Worlds.Account}:assumed-role/r/sandbox"), (assumed.Account, assumed.Arn));
        Assert.Matches("^AROA[0-9A-F]{17}:sandbox$", assumed.UserId);
    }
}
