using SnapshotLambda.Core;

namespace SnapshotLambda.Tests.Aws;

/// <summary>What guards read, page by page, and never short.</summary>
public sealed class Ec2GuardsTests
{
    [Fact]
    public async Task Yields_the_ids_of_images_in_the_recycle_bin()
    {
        using var server = new ScriptedServer(
            Documents.BinnedImages("", "b"),
            Documents.BinnedImages("<item><imageId>ami-1</imageId><recycleBinExitTime>2026-12-01T00:00:00Z</recycleBinExitTime></item>", "c"),
            Documents.BinnedImages("<item><imageId>ami-2</imageId></item><item><imageId>ami-1</imageId></item>"));

        Assert.Equal(["ami-1", "ami-2", "ami-1"], (await server.Ec2().ListBinnedImageIdsAsync(default).ToListAsync()).SelectMany(page => page));
        Assert.Equal([null, "b", "c"], server.Requests.Select(request => request["NextToken"]));
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

        Assert.Equal(["snap-1", "snap-2", "snap-3"], (await server.Ec2().ListLaunchTemplateSnapshotIdsAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_locks_in_whatever_state()
    {
        using var server = new ScriptedServer(
            Documents.Locks("<item><snapshotId>snap-1</snapshotId><lockState>compliance-cooloff</lockState></item><item><snapshotId>snap-2</snapshotId><lockState>expired</lockState></item>", "b"),
            Documents.Locks("<item><snapshotId>snap-3</snapshotId><lockState>brand-new</lockState></item><item><snapshotId>snap-4</snapshotId></item>"));

        Assert.Equal(
            [new SnapshotLock("snap-1", "compliance-cooloff"), new("snap-2", "expired"), new("snap-3", "brand-new"), new("snap-4", null)],
            (await server.Ec2().ListLocksAsync(default).ToListAsync()).SelectMany(page => page));
    }

    [Fact]
    public async Task Yields_fast_restores_in_whatever_state_one_for_each_zone()
    {
        using var server = new ScriptedServer(
            Documents.FastRestores("<item><snapshotId>snap-1</snapshotId><availabilityZone>us-east-1a</availabilityZone><state>disabled</state></item>", "b"),
            Documents.FastRestores("<item><snapshotId>snap-1</snapshotId><availabilityZone>us-east-1b</availabilityZone><state>enabling</state></item><item><snapshotId>snap-2</snapshotId></item>"));

        Assert.Equal(
            [new FastRestore("snap-1", "disabled"), new("snap-1", "enabling"), new("snap-2", null)],
            (await server.Ec2().ListFastRestoresAsync(default).ToListAsync()).SelectMany(page => page));
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
        using var denied = new ScriptedServer(Documents.Locks("<item><snapshotId>snap-1</snapshotId></item>", "b"), Reply.Error(403, "UnauthorizedOperation"));
        using var cut = new ScriptedServer(
            Documents.FastRestores("<item><snapshotId>snap-1</snapshotId></item>", "b"), Reply.Cut(200, "<DescribeFastSnapshotRestoresResponse>", Reply.Ending.Close));

        Assert.Equal(ErrorClass.Denied, (await Calls.FailureOfAsync(async () => await denied.Ec2().ListLocksAsync(default).CountAsync())).Class);
        Assert.Equal(FaultCode.ConnectionLost, (await Calls.FailureOfAsync(async () => await cut.Ec2().ListFastRestoresAsync(default).CountAsync())).Code);
    }
}
