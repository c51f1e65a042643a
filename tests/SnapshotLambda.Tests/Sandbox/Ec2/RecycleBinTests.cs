using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class RecycleBinTests
{
    private static readonly Tag Retired = new("snapshot-lambda:retired", "true");

    [Fact]
    public async Task Keeps_what_a_rule_by_tag_names_and_nothing_else()
    {
        await using var sandbox = await StartAsync(
            [new(7, Retired)], Worlds.Tagged(1, Retired), Worlds.Old(2), Worlds.Tagged(3, Retired with { Value = "false" }));
        using var ec2 = sandbox.Ec2();
        for (var number = 1; number <= 3; number++)
            await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(number) });
        var binned = Assert.Single((await ec2.ListSnapshotsInRecycleBinAsync(new() { MaxResults = 5 })).Snapshots);
        Assert.Equal(Worlds.Id(1), binned.SnapshotId);
        Assert.Equal((Worlds.Now.UtcDateTime, Worlds.Now.AddDays(7).UtcDateTime), (binned.RecycleBinEnterTime, binned.RecycleBinExitTime));
        Assert.Empty(
            (await ec2.DescribeSnapshotsAsync(new Amazon.EC2.Model.DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? []);
        await Expect.FailsAsync("InvalidSnapshot.NotFound", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
    }

    [Fact]
    public async Task The_longest_of_the_rules_that_hold_counts()
    {
        await using var sandbox = await StartAsync(
            [new(1, null), new(30, Retired), new(300, new Tag("other", ""))], Worlds.Tagged(1, Retired), Worlds.Old(2));
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(2) });
        var binned = (await ec2.ListSnapshotsInRecycleBinAsync(new())).Snapshots;
        Assert.Equal(
            [30, 1], binned.Select(snapshot => (int)(snapshot.RecycleBinExitTime - snapshot.RecycleBinEnterTime)!.Value.TotalDays));
    }

    [Fact]
    public async Task What_is_restored_is_as_it_was_but_for_fast_restore()
    {
        var snapshot = Worlds.Tagged(1, Retired) with { SharedWith = [Worlds.OtherAccount], FastRestoreZones = ["us-east-1a"] };
        await using var sandbox = await StartAsync([new(7, null)], snapshot);
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Equal(
            "true", sandbox.Server.World.Accounts[0].Regions[0].Bin[Worlds.Id(1)].Snapshot.TagValue("aws:recycle-bin:resource-in-bin"));
        var reply = await ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = Worlds.Id(1) });
        Assert.Equal("recovering", reply.State.Value);
        var restored = sandbox.Server.World.Snapshots()[Worlds.Id(1)];
        Assert.Equal((snapshot.State, snapshot.StartTime), (restored.State, restored.StartTime));
        Assert.Equal(snapshot.Tags, restored.Tags.AsEnumerable());
        Assert.Equal(snapshot.SharedWith, restored.SharedWith.AsEnumerable());
        Assert.Empty(restored.FastRestoreZones);
        Assert.Empty((await ec2.ListSnapshotsInRecycleBinAsync(new())).Snapshots ?? []);
    }

    [Fact]
    public async Task What_has_left_the_bin_is_gone()
    {
        var region = Worlds.RegionOf() with
        {
            Bin = ById.Of(
                [new BinnedSnapshot(Worlds.Old(1) with { State = SnapshotState.Recoverable }, Worlds.Now.AddDays(-7), Worlds.Now)],
                binned => binned.Snapshot.Id),
        };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(region));
        using var ec2 = sandbox.Ec2();
        Assert.Empty((await ec2.ListSnapshotsInRecycleBinAsync(new())).Snapshots ?? []);
        await Expect.FailsAsync(
            "InvalidSnapshot.NotFound", () => ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = Worlds.Id(1) }));
    }

    private static Task<RunningSandbox> StartAsync(RecycleBinRule[] rules, params Ec2Snapshot[] snapshots) =>
        RunningSandbox.StartAsync(Worlds.Of(Worlds.RegionOf(snapshots) with { RecycleBin = [.. rules] }));
}
