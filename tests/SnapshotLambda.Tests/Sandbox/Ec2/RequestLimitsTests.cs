using System.Net;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class RequestLimitsTests
{
    private readonly FakeTimeProvider _time = new(Worlds.Now);

    [Theory]
    [InlineData("Action=DeleteSnapshot&SnapshotId=snap-000000ff", 100, 5)]
    [InlineData("Action=CreateTags&ResourceId.1=snap-000000ff&Tag.1.Key=a", 100, 10)]
    [InlineData("Action=DeleteTags&ResourceId.1=snap-000000ff&Tag.1.Key=a", 100, 10)]
    [InlineData("Action=DescribeSnapshots&Owner.1=self", 50, 10)]
    [InlineData("Action=DescribeSnapshots&Owner.1=self&MaxResults=5", 100, 20)]
    [InlineData("Action=DescribeSnapshots&Filter.1.Name=status&Filter.1.Value.1=error", 100, 20)]
    [InlineData("Action=DescribeRegions", 100, 20)]
    [InlineData("Action=RestoreSnapshotFromRecycleBin&SnapshotId=snap-000000ff", 50, 5)]
    public async Task Each_action_has_its_bucket(string form, int capacity, int refillPerSecond)
    {
        await using var sandbox = await StartAsync();
        Assert.Equal(capacity, await CallUntilThrottledAsync(sandbox, form));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2 * refillPerSecond, await CallUntilThrottledAsync(sandbox, form));
    }

    [Fact]
    public async Task A_throttled_call_is_answered_as_EC2_does()
    {
        await using var sandbox = await StartAsync();
        const string Form = "Action=DescribeSnapshots&Owner.1=self";
        await CallUntilThrottledAsync(sandbox, Form);
        var reply = await sandbox.PostEc2Async(Form);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "RequestLimitExceeded", "Request limit exceeded."),
            (reply.Status, reply.Code, reply.Message));
    }

    [Fact]
    public async Task Accounts_regions_and_actions_share_nothing()
    {
        await using var sandbox = await StartAsync();
        const string Form = "Action=DeleteSnapshot&SnapshotId=snap-000000ff";
        await CallUntilThrottledAsync(sandbox, Form);
        var elsewhere = await sandbox.PostAsync("ec2", Form, RunningSandbox.Signed("ec2", region: "eu-west-1"));
        var other = await sandbox.PostAsync(
            "ec2", Form, RunningSandbox.Signed("ec2", SandboxServer.CredentialsOf(Worlds.OtherAccount).AccessKeyId));
        var action = await sandbox.PostEc2Async("Action=DescribeRegions");
        Assert.Equal(("InvalidSnapshot.NotFound", "InvalidSnapshot.NotFound", null), (elsewhere.Code, other.Code, action.Code));
    }

    [Fact]
    public async Task Can_be_switched_off()
    {
        await using var sandbox = await StartAsync(limits: false);
        for (var call = 0; call < 150; call++)
            Assert.Equal("InvalidSnapshot.NotFound", (await sandbox.PostEc2Async("Action=DeleteSnapshot&SnapshotId=snap-000000ff")).Code);
    }

    private Task<RunningSandbox> StartAsync(bool limits = true) => RunningSandbox.StartAsync(
        new World
        {
            Accounts =
            [
                new() { Id = Worlds.Account, Regions = [Worlds.RegionOf(), Worlds.RegionOf() with { Name = "eu-west-1" }] },
                new() { Id = Worlds.OtherAccount, Regions = [Worlds.RegionOf()] },
            ],
        },
        new() { Time = _time, RequestLimits = limits });

    private static async Task<int> CallUntilThrottledAsync(RunningSandbox sandbox, string form)
    {
        for (var calls = 0; ; calls++)
            if ((await sandbox.PostEc2Async(form)).Code == "RequestLimitExceeded")
                return calls;
    }
}
