using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

public class OtherListsTests
{
    [Theory]
    [InlineData("Owner.1=self", "ami-00000001")]
    [InlineData("Owner.1=self&IncludeDisabled=true", "ami-00000001 ami-00000002")]
    [InlineData("IncludeDisabled=true&IncludeDeprecated=true&Owner.1=111122223333", "ami-00000001 ami-00000002")]
    [InlineData("Owner.1=amazon", "")]
    [InlineData("ImageId.1=ami-00000001", "ami-00000001")]
    [InlineData("IncludeDisabled=true&Filter.1.Name=state&Filter.1.Value.1=disabled", "ami-00000002")]
    [InlineData("IncludeDisabled=true&Filter.1.Name=block-device-mapping.snapshot-id&Filter.1.Value.1=snap-00000009", "ami-00000002")]
    public async Task Lists_images(string form, string expected)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Images());
        Assert.Equal(expected, string.Join(' ', (await sandbox.PostEc2Async("Action=DescribeImages&" + form)).All("imageId")));
    }

    [Theory]
    [InlineData("ImageId.1=ami-000000ff", "InvalidAMIID.NotFound")]
    [InlineData("ImageId.1=ami-00000003", "InvalidAMIID.NotFound")]
    [InlineData("ImageId.1=snap-00000001", "InvalidAMIID.Malformed")]
    [InlineData("ImageId.1=ami-00000001&MaxResults=5", "InvalidParameterCombination")]
    [InlineData("ExecutableBy.1=self", "UnknownParameter")]
    [InlineData("Filter.1.Name=platform&Filter.1.Value.1=x", "InvalidParameterValue")]
    public async Task Refuses_images_as_EC2_does(string form, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Images());
        Assert.Equal(code, (await sandbox.PostEc2Async("Action=DescribeImages&" + form)).Code);
    }

    [Fact]
    public async Task Images_name_their_snapshots()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Images());
        using var ec2 = sandbox.Ec2();
        var images = (await ec2.DescribeImagesAsync(
            new Amazon.EC2.Model.DescribeImagesRequest { Owners = ["self"], IncludeDisabled = true, MaxResults = 1 })).Images;
        var more = (await ec2.DescribeImagesAsync(
            new Amazon.EC2.Model.DescribeImagesRequest { Owners = ["self"], IncludeDisabled = true })).Images;
        Assert.Equal([Worlds.Id(1), Worlds.Id(8)], Assert.Single(images).BlockDeviceMappings.Select(device => device.Ebs.SnapshotId));
        Assert.Equal(["available", "disabled"], more.Select(image => image.State.Value));
    }

    [Fact]
    public async Task Lists_volumes_in_pages()
    {
        var region = Worlds.RegionOf() with { Volumes = ById.NoIds.Union(Enumerable.Range(1, 12).Select(number => $"vol-{number:x8}")) };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(region));
        using var ec2 = sandbox.Ec2();
        var volumes = await ec2.Paginators.DescribeVolumes(new() { MaxResults = 5 }).Volumes.ToListAsync();
        Assert.Equal(12, volumes.Count);
        Assert.Equal(
            "vol-0000000c",
            Assert.Single(
                (await ec2.DescribeVolumesAsync(
                    new Amazon.EC2.Model.DescribeVolumesRequest { VolumeIds = ["vol-0000000c"] })).Volumes).VolumeId);
        await Expect.FailsAsync(
            "InvalidVolume.NotFound",
            () => ec2.DescribeVolumesAsync(new Amazon.EC2.Model.DescribeVolumesRequest { VolumeIds = ["vol-000000ff"] }));
        await Expect.FailsAsync(
            "InvalidVolumeID.Malformed",
            () => ec2.DescribeVolumesAsync(new Amazon.EC2.Model.DescribeVolumesRequest { VolumeIds = ["vol"] }));
    }

    [Fact]
    public async Task Lists_volumes_in_the_recycle_bin_in_pages_and_apart_from_those_that_exist()
    {
        var region = Worlds.RegionOf() with
        {
            Volumes = ById.NoIds.Add("vol-00000001"),
            BinnedVolumes = ById.NoIds.Union(Enumerable.Range(2, 8).Select(number => $"vol-{number:x8}")),
        };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(region));
        using var ec2 = sandbox.Ec2();
        var first = await ec2.ListVolumesInRecycleBinAsync(new() { MaxResults = 5 });
        var last = await ec2.ListVolumesInRecycleBinAsync(new() { MaxResults = 5, NextToken = first.NextToken });
        Assert.Equal((5, null), (first.Volumes.Count, last.NextToken));
        Assert.Equal(
            region.BinnedVolumes.Order(StringComparer.Ordinal), first.Volumes.Concat(last.Volumes).Select(volume => volume.VolumeId));
        Assert.Equal(
            "vol-00000009",
            Assert.Single((await ec2.ListVolumesInRecycleBinAsync(new() { VolumeIds = ["vol-00000009"] })).Volumes).VolumeId);
        Assert.Equal(
            ["vol-00000001"],
            (await ec2.DescribeVolumesAsync(new Amazon.EC2.Model.DescribeVolumesRequest())).Volumes.Select(volume => volume.VolumeId));
        await Expect.FailsAsync("InvalidParameterValue", () => ec2.ListVolumesInRecycleBinAsync(new() { MaxResults = 4 }));
        await Expect.FailsAsync("InvalidVolumeID.Malformed", () => ec2.ListVolumesInRecycleBinAsync(new() { VolumeIds = ["vol"] }));
    }

    [Fact]
    public async Task Lists_launch_templates_and_their_versions_but_the_deleted_ones()
    {
        LaunchTemplate[] templates =
        [
            new("lt-00000001", [Worlds.Id(1)]),
            new("lt-00000002", [Worlds.Id(5)])
            {
                LatestVersion = 5,
                DefaultVersion = 3,
                OlderVersions = [new(1, [Worlds.Id(2)]), new(3, [Worlds.Id(3), Worlds.Id(4)])],
            },
        ];
        await using var sandbox = await RunningSandbox.StartAsync(
            Worlds.Of(Worlds.RegionOf() with { LaunchTemplates = ById.Of(templates, template => template.Id) }));
        using var ec2 = sandbox.Ec2();
        Assert.Equal(
            [("lt-00000001", 1L, 1L), ("lt-00000002", 5L, 3L)],
            (await ec2.DescribeLaunchTemplatesAsync(new())).LaunchTemplates.Select(
                template => (template.LaunchTemplateId, template.LatestVersionNumber!.Value, template.DefaultVersionNumber!.Value)));
        Assert.Equal(
            ["lt-00000001 1 True", "lt-00000002 5 False", "lt-00000002 3 True"],
            await VersionsAsync(new() { Versions = ["$Latest", "$Default"] }));
        Assert.Equal(
            ["lt-00000002 5 False", "lt-00000002 3 True", "lt-00000002 1 False"],
            await VersionsAsync(new() { LaunchTemplateId = "lt-00000002" }));
        Assert.Equal(["lt-00000002 1 False"], await VersionsAsync(new() { LaunchTemplateId = "lt-00000002", Versions = ["1", "2"] }));
        await Expect.FailsAsync(
            "InvalidLaunchTemplateId.NotFound", () => ec2.DescribeLaunchTemplatesAsync(new() { LaunchTemplateIds = ["lt-00000009"] }));
        await Expect.FailsAsync(
            "InvalidLaunchTemplateId.Malformed", () => ec2.DescribeLaunchTemplatesAsync(new() { LaunchTemplateIds = ["template"] }));

        async Task<IEnumerable<string>> VersionsAsync(Amazon.EC2.Model.DescribeLaunchTemplateVersionsRequest request) =>
            (await ec2.DescribeLaunchTemplateVersionsAsync(request)).LaunchTemplateVersions
                .Select(version => $"{version.LaunchTemplateId} {version.VersionNumber} {version.DefaultVersion}");
    }

    [Fact]
    public async Task Lists_the_regions_that_the_account_has_enabled()
    {
        var world = new World
        {
            Accounts = [new() { Id = Worlds.Account, Regions = [Worlds.RegionOf(), Worlds.RegionOf() with { Name = "me-south-1" }] }],
        };
        await using var sandbox = await RunningSandbox.StartAsync(world);
        using var ec2 = sandbox.Ec2();
        var enabled = (await ec2.DescribeRegionsAsync(new Amazon.EC2.Model.DescribeRegionsRequest())).Regions;
        Assert.Equal(
            [("me-south-1", "opted-in"), ("us-east-1", "opt-in-not-required")],
            enabled.Select(region => (region.RegionName, region.OptInStatus)));
        var all = (await ec2.DescribeRegionsAsync(new Amazon.EC2.Model.DescribeRegionsRequest { AllRegions = true })).Regions;
        Assert.Equal("not-opted-in", all.Single(region => region.RegionName == "eu-south-1").OptInStatus);
        Assert.DoesNotContain(all, region => region.RegionName.StartsWith("cn-", StringComparison.Ordinal));
        await Expect.FailsAsync(
            "InvalidParameterValue",
            () => ec2.DescribeRegionsAsync(new Amazon.EC2.Model.DescribeRegionsRequest { RegionNames = ["eu-south-1"] }));
    }

    [Fact]
    public async Task In_China_the_partition_is_its_own()
    {
        var world = new World
        {
            Accounts =
            [
                new() { Id = Worlds.Account, Regions = [Worlds.RegionOf() with { Name = "cn-north-1" }], Roles = [Worlds.Role("r")] },
            ],
        };
        await using var sandbox = await RunningSandbox.StartAsync(world);
        using var ec2 = sandbox.Ec2(region: "cn-north-1");
        using var sts = sandbox.Sts(region: "cn-north-1");
        Assert.Equal(
            ["cn-north-1", "cn-northwest-1"],
            (await ec2.DescribeRegionsAsync(new Amazon.EC2.Model.DescribeRegionsRequest { AllRegions = true })).Regions
                .Select(region => region.RegionName));
        Assert.StartsWith("arn:aws-cn:iam::", (await sts.GetCallerIdentityAsync(new())).Arn, StringComparison.Ordinal);
        Assert.StartsWith(
            "arn:aws-cn:sts::",
            (await sts.AssumeRoleAsync(
                new() { RoleArn = $"arn:aws-cn:iam::{Worlds.Account}:role/r", RoleSessionName = "run" })).AssumedRoleUser.Arn,
            StringComparison.Ordinal);
        await Expect.FailsAsync(
            "AccessDenied",
            () => sts.AssumeRoleAsync(new() { RoleArn = $"arn:aws:iam::{Worlds.Account}:role/r", RoleSessionName = "run" }));
    }

    [Fact]
    public async Task Lists_what_guards_ask_for()
    {
        var region = Worlds.RegionOf(
            Worlds.Old(1) with { Lock = LockState.Governance },
            Worlds.Old(2) with { Lock = LockState.Expired, FastRestoreZones = ["us-east-1a", "us-east-1b"] },
            Worlds.Old(3) with
            {
                SharedWith = ["all", Worlds.OtherAccount],
                Tier = StorageTier.Archive,
                TierSince = Worlds.Now.AddDays(-12),
            }).With(Worlds.Image(ImageState.Binned, 3));
        region = region with { LaunchTemplates = ById.Of([new LaunchTemplate("lt-00000001", [Worlds.Id(1)])], template => template.Id) };
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(region));
        using var ec2 = sandbox.Ec2();
        var locks = (await ec2.DescribeLockedSnapshotsAsync(new() { MaxResults = 5 })).Snapshots;
        Assert.Equal(
            [(Worlds.Id(1), "governance"), (Worlds.Id(2), "expired")], locks.Select(locked => (locked.SnapshotId, locked.LockState.Value)));
        var restores = (await ec2.DescribeFastSnapshotRestoresAsync(new() { MaxResults = 200 })).FastSnapshotRestores;
        Assert.Equal(
            [("us-east-1a", "enabled"), ("us-east-1b", "enabled")],
            restores.Select(restore => (restore.AvailabilityZone, restore.State.Value)));
        var shares = (await ec2.DescribeSnapshotAttributeAsync(
            new() { SnapshotId = Worlds.Id(3), Attribute = "createVolumePermission" })).CreateVolumePermissions;
        Assert.Equal(["all", Worlds.OtherAccount], shares.Select(share => share.Group?.Value ?? share.UserId));
        var tier =
            (await ec2.DescribeSnapshotTierStatusAsync(new() { Filters = [new("snapshot-id", [Worlds.Id(3)])] })).SnapshotTierStatuses
                .Single();
        Assert.Equal(("archive", Worlds.Now.AddDays(-12).UtcDateTime), (tier.StorageTier.Value, tier.ArchivalCompleteTime));
        var templates =
            (await ec2.DescribeLaunchTemplateVersionsAsync(new() { Versions = ["$Latest", "$Default"] })).LaunchTemplateVersions;
        Assert.Equal(Worlds.Id(1), Assert.Single(templates).LaunchTemplateData.BlockDeviceMappings.Single().Ebs.SnapshotId);
        Assert.Equal("ami-00000003", (await ec2.ListImagesInRecycleBinAsync(new())).Images.Single().ImageId);
    }

    [Fact]
    public async Task Lists_what_is_under_way_between_tiers_as_standard_and_tells_it_by_the_last_tiering_operation()
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.Of(
            Worlds.Old(1),
            Worlds.Old(2) with
            {
                TierSince = Worlds.Now.AddDays(-200),
                Tiering = TieringState.TemporaryRestoreCompleted,
                RestoreExpiry = Worlds.Now.AddDays(3),
            },
            Worlds.Old(3) with { Tiering = TieringState.ArchivalInProgress },
            Worlds.Old(4) with { Tier = StorageTier.Archive, TierSince = Worlds.Now.AddDays(-200) }));
        using var ec2 = sandbox.Ec2();

        var listed = (await ec2.DescribeSnapshotsAsync(new Amazon.EC2.Model.DescribeSnapshotsRequest { MaxResults = 1000 })).Snapshots;
        var underWay = (await ec2.DescribeSnapshotTierStatusAsync(new()
        {
            Filters = [new("last-tiering-operation", ["archival-in-progress", "temporary-restore-completed"])],
        })).SnapshotTierStatuses;
        var archived = (await ec2.DescribeSnapshotTierStatusAsync(
            new() { Filters = [new("last-tiering-operation", ["archival-completed"])] })).SnapshotTierStatuses;

        Assert.Equal(["standard", "standard", "standard", "archive"], listed.Select(snapshot => snapshot.StorageTier.Value));
        Assert.Equal([null, Worlds.Now.AddDays(3).UtcDateTime, null, null], listed.Select(snapshot => snapshot.RestoreExpiryTime));
        Assert.Equal(
            [("temporary-restore-completed", 100, Worlds.Now.AddDays(3).UtcDateTime), ("archival-in-progress", 50, null)],
            underWay.Select(status => (status.LastTieringOperationStatus.Value, status.LastTieringProgress, status.RestoreExpiryTime)));
        Assert.Equal([Worlds.Id(4)], archived.Select(status => status.SnapshotId));
    }

    [Theory]
    [InlineData("Action=DescribeLaunchTemplateVersions", "MissingParameter")]
    [InlineData("Action=DescribeLaunchTemplateVersions&LaunchTemplateVersion.1=7", "InvalidParameterValue")]
    [InlineData("Action=DescribeLaunchTemplateVersions&LaunchTemplateId=lt-000000ff", "InvalidLaunchTemplateId.NotFound")]
    [InlineData("Action=DescribeSnapshotAttribute&SnapshotId=snap-00000001&Attribute=productCodes", "InvalidParameterValue")]
    [InlineData("Action=DescribeSnapshotAttribute&SnapshotId=snap-000000ff&Attribute=createVolumePermission", "InvalidSnapshot.NotFound")]
    [InlineData("Action=DescribeLockedSnapshots&MaxResults=4", "InvalidParameterValue")]
    [InlineData("Action=ListSnapshotsInRecycleBin&MaxResults=4", "InvalidParameterValue")]
    [InlineData("Action=CopySnapshot&SourceSnapshotId=snap-00000001", "InvalidAction")]
    [InlineData("Version=2016-11-15", "InvalidAction")]
    [InlineData("Action=describesnapshots", "InvalidAction")]
    public async Task Refuses_what_it_cannot_answer(string form, string code)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Worlds.OfMany(1));
        Assert.Equal(code, (await sandbox.PostEc2Async(form)).Code);
    }

    private static World Images() => Worlds.Of(Worlds.RegionOf(Worlds.Old(1)).With(
        Worlds.Image(ImageState.Available, 1, 8), Worlds.Image(ImageState.Disabled, 2, 9), Worlds.Image(ImageState.Binned, 3)));
}
