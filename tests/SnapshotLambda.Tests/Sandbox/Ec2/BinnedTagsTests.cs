using Amazon.EC2.Model;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Iam;
using SnapshotLambda.Sandbox.Worlds;
using Tag = SnapshotLambda.Core.Snapshots.Tag;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

/// <summary>
/// What may be done with a snapshot in the Recycle Bin: its tags can be changed, it can be restored, and policies decide by its tags.
/// </summary>
public sealed class BinnedTagsTests
{
    private static readonly Tag Run = new("run", "f/1");

    [Fact]
    public async Task Tags_can_be_changed_in_the_bin_and_are_there_after_a_restore()
    {
        await using var sandbox = await StartAsync(Worlds.Tagged(1, Run, new Tag("old", "1")));
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });

        await ec2.CreateTagsAsync(new() { Resources = [Worlds.Id(1)], Tags = [new("new", "2")] });
        await ec2.DeleteTagsAsync(new() { Resources = [Worlds.Id(1)], Tags = [new("old")] });
        var inBin = sandbox.Server.World.Accounts[0].Regions[0].Bin[Worlds.Id(1)].Snapshot.Tags;
        await ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = Worlds.Id(1) });

        Assert.Equal([Run, new(BinnedSnapshot.MarkKey, "true"), new("new", "2")], inBin.AsEnumerable());
        Assert.Equal([Run, new("new", "2")], sandbox.Server.World.Snapshots()[Worlds.Id(1)].Tags.AsEnumerable());
    }

    [Theory]
    [InlineData("CreateTags")]
    [InlineData("DeleteTags")]
    public async Task What_has_left_the_bin_has_no_tags_to_change(string action)
    {
        var gone = new BinnedSnapshot(Worlds.Tagged(1, Run), Worlds.Now.AddDays(-7), Worlds.Now);
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf() with { Bin = ById.Of([gone], binned => binned.Snapshot.Id) }));

        var reply = await sandbox.PostEc2Async($"Action={action}&ResourceId.1={Worlds.Id(1)}&Tag.1.Key=a");

        Assert.Equal("InvalidSnapshot.NotFound", reply.Code);
    }

    [Theory]
    [InlineData("f/1", true)]
    [InlineData("f/2", true)]
    [InlineData("g/1", false)]
    [InlineData(null, false)]
    public async Task A_role_may_touch_in_the_bin_what_its_condition_on_tags_lets_it(string? value, bool isLet)
    {
        var snapshot = value is null ? Worlds.Old(1) : Worlds.Tagged(1, Run with { Value = value });
        await using var sandbox = await StartAsync(snapshot);
        using (var ec2 = sandbox.Ec2()) await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        using var role = sandbox.Ec2(sandbox.Server.AssumeRole(Worlds.Account, "restore"));
        Func<Task>[] calls =
        [
            () => role.CreateTagsAsync(new() { Resources = [Worlds.Id(1)], Tags = [new("keep", "1")] }),
            () => role.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = Worlds.Id(1) }),
            () => role.DeleteTagsAsync(new() { Resources = [Worlds.Id(1)], Tags = [new("run")] }),
        ];

        foreach (var call in calls)
        {
            if (isLet) await call();
            else await Expect.FailsAsync("UnauthorizedOperation", call);
        }

        Assert.Equal(isLet, sandbox.Server.World.Snapshots().ContainsKey(Worlds.Id(1)));
    }

    [Fact]
    public async Task A_restored_snapshot_is_recovering_for_a_while_and_then_completed()
    {
        var time = new Aws.InstantTime();
        var binned = new BinnedSnapshot(Worlds.Old(1), time.GetUtcNow(), time.GetUtcNow().AddDays(7));
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf() with { Bin = ById.Of([binned], one => one.Snapshot.Id) }) with { Now = null },
            new SandboxOptions { RecoveryTakes = TimeSpan.FromMinutes(3), Time = time });
        using var ec2 = sandbox.Ec2();
        await ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = Worlds.Id(1) });

        var before = await StateAsync();
        time.Ahead = TimeSpan.FromMinutes(4);
        var after = await StateAsync();

        Assert.Equal(("recovering", "completed"), (before, after));

        async Task<string> StateAsync() =>
            (await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots.Single().State.Value;
    }

    [Fact]
    public async Task A_rule_for_all_of_a_region_leaves_out_the_tags_that_it_excludes()
    {
        var rule = new RecycleBinRule(7, null) { ExcludedTags = [Run] };
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf(Worlds.Tagged(1, Run), Worlds.Old(2)) with { RecycleBin = [rule] }));
        using var ec2 = sandbox.Ec2();
        for (var number = 1; number <= 2; number++) await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(number) });

        Assert.Equal(Worlds.Id(2), Assert.Single((await ec2.ListSnapshotsInRecycleBinAsync(new())).Snapshots).SnapshotId);
    }

    private static Task<RunningSandbox> StartAsync(Ec2Snapshot snapshot)
    {
        const string Policy = """
            { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow",
              "Action": ["ec2:CreateTags", "ec2:DeleteTags", "ec2:RestoreSnapshotFromRecycleBin"], "Resource": "*",
              "Condition": { "StringLike": { "aws:ResourceTag/run": "f/*" } } } ] }
            """;
        var world = Worlds.Of(Worlds.RegionOf(snapshot) with { RecycleBin = [new(7, null)] });
        var role = new Role { Name = "restore", TrustedBy = [Worlds.Account], Policy = IamPolicy.Parse(Policy) };
        return RunningSandbox.StartAsync(world with { Accounts = [world.Accounts[0] with { Roles = [role] }] });
    }
}
