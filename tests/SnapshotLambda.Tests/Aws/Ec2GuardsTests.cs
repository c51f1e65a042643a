using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Aws;

/// <summary>What guards read, page by page, and never short.</summary>
public sealed class Ec2GuardsTests
{
    [Fact]
    public async Task Yields_the_ids_of_images_in_the_recycle_bin()
    {
        using var server = new ScriptedServer(
            Documents.BinnedImages("", "b"),
            Documents.BinnedImages(
                "<item><imageId>ami-1</imageId><recycleBinExitTime>2026-12-01T00:00:00Z</recycleBinExitTime></item>", "c"),
            Documents.BinnedImages("<item><imageId>ami-2</imageId></item><item><imageId>ami-1</imageId></item>"));

        Assert.Equal(
            ["ami-1", "ami-2", "ami-1"], (await server.Ec2().ListBinnedImageIdsAsync(default).ToListAsync()).SelectMany(page => page));
        Assert.Equal([null, "b", "c"], server.Requests.Select(request => request["NextToken"]));
    }

    [Fact]
    public async Task Yields_the_ids_of_volumes_in_the_recycle_bin()
    {
        using var server = new ScriptedServer(
            Documents.BinnedVolumes("", "b"),
            Documents.BinnedVolumes("<item><volumeId>vol-1</volumeId><size>8</size><recycleBinExitTime>2026-12-01T00:00:00Z</recycleBinExitTime></item><item><volumeId>vol-2</volumeId></item>"));

        Assert.Equal(["vol-1", "vol-2"], (await server.Ec2().ListBinnedVolumeIdsAsync(default).ToListAsync()).SelectMany(page => page));
        Assert.Equal([null, "b"], server.Requests.Select(request => request["NextToken"]));
    }

    [Fact]
    public async Task Yields_launch_templates_with_the_versions_that_EC2_names()
    {
        using var server = new ScriptedServer(
            Documents.LaunchTemplateList(
                "<item><launchTemplateId>lt-1</launchTemplateId><latestVersionNumber>7</latestVersionNumber><defaultVersionNumber>3</defaultVersionNumber></item>",
                "b"),
            Documents.LaunchTemplateList("<item><launchTemplateId>lt-2</launchTemplateId></item>"));

        Assert.Equal(
            [new LaunchTemplateSummary("lt-1", 7, 3), new("lt-2", null, null)],
            (await server.Ec2().ListLaunchTemplatesAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_the_snapshots_of_every_block_device_of_a_launch_template()
    {
        using var server = new ScriptedServer(
            Documents.LaunchTemplates(
                "<item><launchTemplateId>lt-1</launchTemplateId><versionNumber>7</versionNumber><launchTemplateData><blockDeviceMappingSet>"
                    + "<item><deviceName>/dev/sda1</deviceName><ebs><snapshotId>snap-1</snapshotId></ebs></item>"
                    + "<item><deviceName>/dev/sdb</deviceName><virtualName>ephemeral0</virtualName></item>"
                    + "<item><deviceName>/dev/sdc</deviceName><ebs><volumeSize>8</volumeSize></ebs></item>"
                    + "<item><deviceName>/dev/sdd</deviceName><noDevice/></item>"
                    + "<item><deviceName>/dev/sde</deviceName><ebs><snapshotId>snap-2</snapshotId></ebs></item>"
                    + "</blockDeviceMappingSet></launchTemplateData></item>"
                    + "<item><launchTemplateId>lt-2</launchTemplateId><launchTemplateData/></item>",
                "b"),
            Documents.LaunchTemplates(
                "<item><launchTemplateId>lt-3</launchTemplateId><launchTemplateData><imageId>ami-1</imageId><blockDeviceMappingSet>"
                    + "<item><ebs><snapshotId>snap-3</snapshotId></ebs></item></blockDeviceMappingSet></launchTemplateData></item>"));

        Assert.Equal(
            ["snap-1", "snap-2", "snap-3"],
            (await server.Ec2().ListLaunchTemplateSnapshotIdsAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_locks_in_whatever_state()
    {
        using var server = new ScriptedServer(
            Documents.Locks(
                "<item><snapshotId>snap-1</snapshotId><lockState>compliance-cooloff</lockState></item><item><snapshotId>snap-2</snapshotId><lockState>expired</lockState></item>",
                "b"),
            Documents.Locks("<item><snapshotId>snap-3</snapshotId><lockState>brand-new</lockState></item><item><snapshotId>snap-4</snapshotId></item>"));

        Assert.Equal(
            [new SnapshotLock("snap-1", "compliance-cooloff"), new("snap-2", "expired"), new("snap-3", "brand-new"), new("snap-4", null)],
            (await server.Ec2().ListLocksAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_fast_restores_in_whatever_state_one_for_each_zone()
    {
        using var server = new ScriptedServer(
            Documents.FastRestores(
                "<item><snapshotId>snap-1</snapshotId><availabilityZone>us-east-1a</availabilityZone><state>disabled</state></item>", "b"),
            Documents.FastRestores("<item><snapshotId>snap-1</snapshotId><availabilityZone>us-east-1b</availabilityZone><state>enabling</state></item><item><snapshotId>snap-2</snapshotId></item>"));

        Assert.Equal(
            [new FastRestore("snap-1", "disabled"), new("snap-1", "enabling"), new("snap-2", null)],
            (await server.Ec2().ListFastRestoresAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_the_snapshots_that_everyone_may_use()
    {
        using var server = new ScriptedServer(
            Documents.Snapshots("", "b"), Documents.Snapshots(Documents.Snapshot("snap-1") + Documents.Snapshot("snap-2")));

        Assert.Equal(["snap-1", "snap-2"], (await server.Ec2().ListPublicSnapshotIdsAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Asks_for_the_tier_status_of_up_to_200_snapshots_at_a_time()
    {
        using var server = new ScriptedServer(
            Documents.TierStatuses(
                "<item><snapshotId>snap-1</snapshotId><archivalCompleteTime>2026-05-01T02:03:04.000Z</archivalCompleteTime></item>", "b"),
            Documents.TierStatuses(
                "<item><snapshotId>snap-2</snapshotId><lastTieringStartTime>2026-05-01T02:03:04.000Z</lastTieringStartTime></item>"),
            Documents.TierStatuses("<item><snapshotId>snap-201</snapshotId></item>"));

        var statuses = (await server.Ec2().ListTierStatusesAsync(Enumerable.Range(1, 201).Select(i => $"snap-{i}"), default).ToListAsync())
            .SelectMany(page => page);

        Assert.Equal(
            [new TierStatus("snap-1", new DateTimeOffset(2026, 5, 1, 2, 3, 4, TimeSpan.Zero)), new("snap-2", null), new("snap-201", null)],
            statuses);
        Assert.Equal([null, "b", null], server.Requests.Select(request => request["NextToken"]));
        Assert.Equal(
            [200, 200, 1],
            server.Requests.Select(request => request.Form.Keys.Count(key => key.StartsWith("Filter.1.Value.", StringComparison.Ordinal))));
        Assert.Equal("snap-201", server.Requests[2]["Filter.1.Value.1"]);
    }

    [Fact]
    public async Task Asks_for_no_tier_status_of_nothing()
    {
        using var server = new ScriptedServer(Reply.Error(400, "Enough"));

        Assert.Empty(await server.Ec2().ListTierStatusesAsync([], default).ToListAsync());
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("<item><group>all</group></item>", "all")]
    [InlineData("<item><userId>444455556666</userId></item><item><group>all</group></item>", "444455556666 all")]
    public async Task Yields_who_else_may_use_a_snapshot(string items, string users)
    {
        using var server = new ScriptedServer(Documents.Shares("snap-1", items));

        Assert.Equal(users, string.Join(' ', await server.Ec2().ListSharesAsync("snap-1", default)));
    }

    [Fact]
    public async Task A_recorded_account_without_launch_templates_has_none()
    {
        using var server = new ScriptedServer(Documents.Recorded("describe-launch-template-versions.200"));

        Assert.Empty((await server.Ec2().ListLaunchTemplateSnapshotIdsAsync(default).ToListAsync()).SelectMany(page => page));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fails_where_a_later_page_is_denied_or_cut_instead_of_ending_short()
    {
        using var denied = new ScriptedServer(
            Documents.Locks("<item><snapshotId>snap-1</snapshotId></item>", "b"), Reply.Error(403, "UnauthorizedOperation"));
        using var cut = new ScriptedServer(
            Documents.FastRestores("<item><snapshotId>snap-1</snapshotId></item>", "b"),
            Reply.Cut(200, "<DescribeFastSnapshotRestoresResponse>", Reply.Ending.Close));

        Assert.Equal(
            ErrorClass.Denied, (await Calls.FailureOfAsync(async () => await denied.Ec2().ListLocksAsync(default).CountAsync())).Class);
        Assert.Equal(
            FaultCode.ConnectionLost,
            (await Calls.FailureOfAsync(async () => await cut.Ec2().ListFastRestoresAsync(default).CountAsync())).Code);
    }
}
