using System.Globalization;
using Amazon.EC2.Model;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;
using SnapshotState = SnapshotLambda.Core.Snapshots.SnapshotState;
using StorageTier = SnapshotLambda.Core.Snapshots.StorageTier;
using Tag = SnapshotLambda.Core.Snapshots.Tag;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class DescribeSnapshotsTests
{
    [Fact]
    public async Task Tells_everything_the_world_knows()
    {
        var full = Worlds.Tagged(1, new Tag("Name", "ünï <&> \"q\""), new Tag("empty", "")) with
        {
            Description = "a <b> & \t c",
            FullSizeBytes = 12_345_678_901,
            VolumeSizeGiB = 500,
            Tier = StorageTier.Archive,
            TransferType = "standard",
            State = SnapshotState.Error,
        };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(full));
        using var ec2 = sandbox.Ec2();
        var listed = Assert.Single(
            (await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = 5 })).Snapshots);
        Assert.Equal((full.Id, full.VolumeId, full.Description), (listed.SnapshotId, listed.VolumeId, listed.Description));
        Assert.Equal(full.StartTime!.Value.UtcDateTime, listed.StartTime);
        Assert.Equal((500, 12_345_678_901, false), (listed.VolumeSize, listed.FullSnapshotSizeInBytes, listed.Encrypted));
        Assert.Equal(
            ("archive", "standard", "error", Worlds.Account),
            (listed.StorageTier.Value, listed.TransferType.Value, listed.State.Value, listed.OwnerId));
        Assert.Equal([("Name", "ünï <&> \"q\""), ("empty", "")], listed.Tags.Select(tag => (tag.Key, tag.Value)));
    }

    [Fact]
    public async Task Leaves_out_what_the_world_does_not_know()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(Worlds.Old(1) with { StartTime = null, VolumeId = null }));
        using var ec2 = sandbox.Ec2();
        var listed = Assert.Single((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots);
        Assert.Null(listed.StartTime);
        Assert.Null(listed.VolumeId);
        Assert.Null(listed.FullSnapshotSizeInBytes);
    }

    [Theory]
    [InlineData("", "1 2 3 4")]
    [InlineData("Owner.1=self", "1 2")]
    [InlineData("Owner.1=111122223333", "1 2")]
    [InlineData("Owner.1=444455556666", "3 4")]
    [InlineData("Owner.1=self&Owner.2=444455556666", "1 2 3 4")]
    [InlineData("Owner.1=amazon", "")]
    [InlineData("RestorableBy.1=all", "2 3")]
    [InlineData("RestorableBy.1=self", "1 2 4")]
    [InlineData("Owner.1=self&RestorableBy.1=all", "2")]
    [InlineData("Owner.1=self&RestorableBy.1=444455556666", "1")]
    [InlineData("SnapshotId.1=snap-00000003", "3")]
    public async Task Lists_by_owner_and_by_who_may_restore(string form, string expected)
    {
        var mine = Worlds.RegionOf(Worlds.Old(1) with { SharedWith = [Worlds.OtherAccount] }, Worlds.Old(2) with { SharedWith = ["all"] });
        var theirs = Worlds.RegionOf(
            Worlds.Old(3) with { SharedWith = ["all"] }, Worlds.Old(4) with { SharedWith = [Worlds.Account] }, Worlds.Old(5));
        var world = Worlds.Of(mine) with
        {
            Accounts = [new() { Id = Worlds.Account, Regions = [mine] }, new() { Id = Worlds.OtherAccount, Regions = [theirs] }],
        };
        await using var sandbox = await RunningSandbox.StartAsync(world);
        var reply = await sandbox.PostEc2Async("Action=DescribeSnapshots&" + form);
        Assert.Equal(expected, string.Join(' ', reply.All("snapshotId").Select(id => int.Parse(id[5..], CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("snapshot-id", "snap-00000002", "2")]
    [InlineData("snapshot-id", "snap-*3", "3")]
    [InlineData("snapshot-id", "snap-000000f2", "")]
    [InlineData("volume-id", "vol-0123456789abcdef?", "1 2")]
    [InlineData("volume-id", "vol-ffffffff", "3")]
    [InlineData("status", "pending", "2")]
    [InlineData("start-time", "2026-08-14T03:00:00.000Z", "1 2")]
    [InlineData("start-time", "2025-*", "3")]
    [InlineData("volume-size", "100", "2")]
    [InlineData("description", "*nightly*", "1")]
    [InlineData("description", "*Nightly*", "")]
    [InlineData("owner-id", "111122223333", "1 2 3")]
    [InlineData("encrypted", "true", "")]
    [InlineData("encrypted", "false", "1 2 3")]
    [InlineData("storage-tier", "archive", "3")]
    [InlineData("progress", "100%", "1 3")]
    [InlineData("tag:Env", "prod", "1")]
    [InlineData("tag:Env", "*", "1 2")]
    [InlineData("tag:env", "*", "")]
    [InlineData("tag-key", "Env", "1 2")]
    public async Task Filters(string name, string value, string expected)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(
            Worlds.Tagged(1, new Tag("Env", "prod")) with { Description = "the nightly one" },
            Worlds.Tagged(2, new Tag("Env", "dev")) with { State = SnapshotState.Pending, VolumeSizeGiB = 100 },
            Worlds.Old(3) with
            {
                VolumeId = "vol-ffffffff",
                StartTime = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
                Tier = StorageTier.Archive,
            }));
        using var ec2 = sandbox.Ec2();
        var reply = await ec2.DescribeSnapshotsAsync(
            new DescribeSnapshotsRequest { Filters = [new Filter(name, [value, "another"])], MaxResults = 1000 });
        Assert.Equal(expected, string.Join(
            ' ', (reply.Snapshots ?? []).Select(snapshot => int.Parse(snapshot.SnapshotId[5..], CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task Filters_are_all_to_be_passed()
    {
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.Tagged(1, new Tag("a", "1"), new Tag("b", "1")), Worlds.Tagged(2, new Tag("a", "1"))));
        using var ec2 = sandbox.Ec2();
        var reply = await ec2.DescribeSnapshotsAsync(
            new DescribeSnapshotsRequest { Filters = [new Filter("tag:a", ["1"]), new Filter("tag-key", ["b"])] });
        Assert.Equal([Worlds.Id(1)], reply.Snapshots.Select(snapshot => snapshot.SnapshotId));
    }

    [Theory]
    [InlineData("MaxResults=4", "InvalidParameterValue")]
    [InlineData("MaxResults=many", "InvalidParameterValue")]
    [InlineData("MaxResults=5&SnapshotId.1=snap-00000001", "InvalidParameterCombination")]
    [InlineData("SnapshotId.1=snap-000000ff", "InvalidSnapshot.NotFound")]
    [InlineData("SnapshotId.1=vol-00000001", "InvalidSnapshotID.Malformed")]
    [InlineData("Filter.1.Name=transfer&Filter.1.Value.1=x", "InvalidParameterValue")]
    [InlineData("Filter.1.Name=tag:&Filter.1.Value.1=x", "InvalidParameterValue")]
    [InlineData("Filter.1.Name=status", "InvalidParameterValue")]
    [InlineData("Filter.1.Value.1=status", "InvalidParameterValue")]
    [InlineData("Owners.1=self", "UnknownParameter")]
    [InlineData("Filter.Name=x", "UnknownParameter")]
    [InlineData("DryRun=true", "DryRunOperation")]
    [InlineData("DryRun=maybe", "InvalidParameterValue")]
    [InlineData("MaxResults=5&NextToken=abc", "InvalidNextToken")]
    public async Task Refuses_what_EC2_refuses(string form, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        Assert.Equal(code, (await sandbox.PostEc2Async("Action=DescribeSnapshots&" + form)).Code);
    }

    [Fact]
    public async Task Refuses_more_than_200_values_and_more_than_50_filters()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        var values = string.Concat(Enumerable.Range(1, 201).Select(number => $"&Filter.1.Value.{number}=x"));
        var filters = string.Concat(Enumerable.Range(1, 51).Select(number => $"&Filter.{number}.Name=status&Filter.{number}.Value.1=x"));
        Assert.Equal("FilterLimitExceeded", (await sandbox.PostEc2Async("Action=DescribeSnapshots&Filter.1.Name=status" + values)).Code);
        Assert.Equal("FilterLimitExceeded", (await sandbox.PostEc2Async("Action=DescribeSnapshots" + filters)).Code);
    }

    [Fact]
    public async Task Still_lists_for_a_while_what_was_deleted_a_moment_ago()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Worlds.Now);
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.OfMany(2), new() { DeletedStillListed = TimeSpan.FromSeconds(5), Time = time });
        using var ec2 = sandbox.Ec2();
        await ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) });
        await Expect.FailsAsync("InvalidSnapshot.NotFound", () => ec2.DeleteSnapshotAsync(new() { SnapshotId = Worlds.Id(1) }));
        Assert.Equal(
            2, (await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = 5 })).Snapshots.Count);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(
            [Worlds.Id(2)],
            (await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], MaxResults = 5 })).Snapshots
                .Select(snapshot => snapshot.SnapshotId));
    }

    [Fact]
    public async Task Takes_a_query_string_as_well_as_a_form()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        Assert.Equal(Worlds.Id(1), (await sandbox.GetAsync("Action=DescribeSnapshots&Owner.1=self&Version=2016-11-15")).Find("snapshotId"));
    }

    [Fact]
    public async Task Each_account_and_region_has_its_own()
    {
        var here = Worlds.RegionOf(Worlds.Old(1));
        var there = Worlds.RegionOf(Worlds.Old(2)) with { Name = "eu-west-1" };
        var theirs = Worlds.RegionOf(Worlds.Old(3));
        var world = new World
        {
            Accounts = [new() { Id = Worlds.Account, Regions = [here, there] }, new() { Id = Worlds.OtherAccount, Regions = [theirs] }],
        };
        await using var sandbox = await RunningSandbox.StartAsync(world);
        Assert.Equal(Worlds.Id(1), await OwnAsync(sandbox, SandboxServer.CredentialsOf(Worlds.Account), Worlds.Home));
        Assert.Equal(Worlds.Id(2), await OwnAsync(sandbox, SandboxServer.CredentialsOf(Worlds.Account), "eu-west-1"));
        Assert.Equal(Worlds.Id(3), await OwnAsync(sandbox, SandboxServer.CredentialsOf(Worlds.OtherAccount), Worlds.Home));
        using var disabled = sandbox.Ec2(SandboxServer.CredentialsOf(Worlds.OtherAccount), "eu-west-1");
        await Expect.FailsAsync("AuthFailure", () => disabled.DescribeSnapshotsAsync());
    }

    private static async Task<string> OwnAsync(RunningSandbox sandbox, IssuedCredentials credentials, string region)
    {
        using var ec2 = sandbox.Ec2(credentials, region);
        return Assert.Single((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots).SnapshotId;
    }
}
