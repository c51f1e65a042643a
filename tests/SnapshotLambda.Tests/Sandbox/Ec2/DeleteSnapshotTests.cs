using System.Globalization;
using System.Net;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class DeleteSnapshotTests
{
    [Fact]
    public async Task Deletes()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(2));
        using var ec2 = sandbox.Ec2();
        var reply = await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Equal(HttpStatusCode.OK, reply.HttpStatusCode);
        Assert.NotNull(reply.ResponseMetadata.RequestId);
        Assert.Equal([Worlds.Id(2)], sandbox.Server.World.Snapshots().Keys);
    }

    [Fact]
    public async Task Answers_not_found_for_one_that_is_gone()
    {
        var failure = await FailsAsync(Worlds.Of(), "InvalidSnapshot.NotFound");
        Assert.Equal("The snapshot 'snap-00000001' does not exist.", failure.Message);
    }

    [Theory]
    [InlineData("Action=DeleteSnapshot&SnapshotId=snap-XYZ", "InvalidSnapshotID.Malformed")]
    [InlineData("Action=DeleteSnapshot", "MissingParameter")]
    [InlineData("Action=DeleteSnapshot&SnapshotId=", "MissingParameter")]
    [InlineData("Action=DeleteSnapshot&SnapshotId=snap-00000001&Force=true", "UnknownParameter")]
    public async Task Refuses_what_is_no_request(string form, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        var reply = await sandbox.PostEc2Async(form);
        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Code));
        Assert.Single(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public Task Answers_in_use_for_a_snapshot_of_an_image() => AnswersInUseFor(ImageState.Available);

    [Fact]
    public Task Answers_in_use_for_a_snapshot_of_a_disabled_image() => AnswersInUseFor(ImageState.Disabled);

    [Fact]
    public async Task Deletes_a_snapshot_of_an_image_in_the_Recycle_Bin()
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Old(1)).With(Worlds.Image(ImageState.Binned, 1))));
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Empty(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public async Task Deletes_a_snapshot_of_a_launch_template()
    {
        var region = Worlds.RegionOf(
            Worlds.Old(1)) with
        {
            LaunchTemplates = ById.Of([new LaunchTemplate("lt-00000001", [Worlds.Id(1)])], template => template.Id),
        };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(region));
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Empty(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public async Task Refuses_one_that_AWS_Backup_manages()
    {
        var failure = await FailsAsync(
            Worlds.Of(Worlds.Tagged(1, new Tag("aws:backup:source-resource", "vol-1"))), "InvalidParameterValue");
        Assert.Contains("managed by the AWS Backup service", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("governance")]
    [InlineData("compliance")]
    [InlineData("compliance-cooloff")]
    public async Task Refuses_a_locked_one(string state)
    {
        var failure = await FailsAsync(Worlds.Of(Worlds.Old(1) with { Lock = WireName.Parse<LockState>(state) }), "OperationNotPermitted");
        Assert.Contains("lock", failure.Message, StringComparison.Ordinal);
        Assert.Contains(state, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletes_one_whose_lock_has_expired()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.Old(1) with { Lock = LockState.Expired }));
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Empty(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public async Task Answers_in_use_for_one_that_is_enabled_for_fast_restore()
    {
        var failure = await FailsAsync(Worlds.Of(Worlds.Old(1) with { FastRestoreZones = ["us-east-1a"] }), "InvalidSnapshot.InUse");
        Assert.Contains("fast snapshot restore", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_asks_for_permission_alone()
    {
        var world = Worlds.Of(
            Worlds.RegionOf(Worlds.Old(1) with { Lock = LockState.Compliance }).With(Worlds.Image(ImageState.Available, 1)));
        await using var sandbox = await RunningSandbox.StartAsync(world);
        using var ec2 = sandbox.Ec2();
        var failure = await Expect.FailsAsync(
            "DryRunOperation", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1), DryRun = true }));
        Assert.Equal(HttpStatusCode.PreconditionFailed, failure.StatusCode);
        Assert.Equal("Request would have succeeded, but DryRun flag is set.", failure.Message);
        Assert.Single(sandbox.Server.World.Snapshots());
        await Expect.FailsAsync(
            "InvalidSnapshot.NotFound", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(9), DryRun = true }));
    }

    [Fact]
    public async Task Another_accounts_snapshot_is_not_found()
    {
        var theirs = Worlds.RegionOf(Worlds.Old(1) with { SharedWith = ["all"] });
        var world = new World
        {
            Accounts =
        [
            new() { Id = Worlds.Account, Regions = [Worlds.RegionOf()] },
            new() { Id = Worlds.OtherAccount, Regions = [theirs] },
        ]
        };
        await FailsAsync(world, "InvalidSnapshot.NotFound");
    }

    [Fact]
    public async Task Of_many_that_delete_the_same_one_exactly_one_succeeds()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(200), new() { RequestLimits = false });
        var replies = await Task.WhenAll(Enumerable.Range(0, 800)
            .Select(call => sandbox.PostEc2Async($"Action=DeleteSnapshot&SnapshotId={Worlds.Id(1 + (call % 200))}")));
        Assert.Equal(200, replies.Count(reply => reply.Status == HttpStatusCode.OK));
        Assert.Equal(600, replies.Count(reply => reply.Code == "InvalidSnapshot.NotFound"));
        Assert.Empty(sandbox.Server.World.Snapshots());
    }

    [Fact]
    public async Task The_log_has_each_call_with_its_outcome()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        await sandbox.PostEc2Async("Action=DeleteSnapshot&SnapshotId=snap-00000001");
        await sandbox.PostEc2Async("Action=DeleteSnapshot&SnapshotId=snap-00000001");
        Assert.Equal(
            [
                "111122223333 us-east-1 ec2 DeleteSnapshot snap-00000001 200 ",
                "111122223333 us-east-1 ec2 DeleteSnapshot snap-00000001 400 InvalidSnapshot.NotFound",
            ],
            sandbox.Server.Calls.Select(
                call => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call.AccountId} {call.Region} {call.Service} {call.Action} {call.Parameters["SnapshotId"]} {call.Status} {call.ErrorCode}")));
    }

    private static async Task AnswersInUseFor(ImageState state)
    {
        var failure = await FailsAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Old(1), Worlds.Old(2)).With(Worlds.Image(state, 2, 1))), "InvalidSnapshot.InUse");
        Assert.Equal("The snapshot snap-00000001 is currently in use by ami-00000002", failure.Message);
    }

    private static async Task<Amazon.Runtime.AmazonServiceException> FailsAsync(World world, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(world);
        using var ec2 = sandbox.Ec2();
        var failure = await Expect.FailsAsync(code, () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Same(world, sandbox.Server.World);
        return failure;
    }
}
