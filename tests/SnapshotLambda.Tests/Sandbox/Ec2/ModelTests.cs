using System.Xml.Linq;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Ec2.Actions;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Ec2;

/// <summary>What the sandbox writes is held against AWS's own models, name by name and type by type.</summary>
public class ModelTests
{
    private static readonly ServiceModel Ec2 = new("ec2-model.json");
    private static readonly ServiceModel Sts = new("sts-model.json");

    // Every field of the world is filled, and each list has at least one item; the number is that of elements at least expected.
    [Theory]
    [InlineData("DescribeSnapshots&Owner.1=self&MaxResults=5", 40)]
    [InlineData("DeleteSnapshot&SnapshotId=snap-00000002", 2)]
    [InlineData("DescribeImages&Owner.1=self&IncludeDisabled=true&MaxResults=1", 20)]
    [InlineData("DescribeVolumes&MaxResults=5", 8)]
    [InlineData("DescribeRegions&AllRegions=true", 60)]
    [InlineData("CreateTags&ResourceId.1=snap-00000001&Tag.1.Key=a", 2)]
    [InlineData("DeleteTags&ResourceId.1=snap-00000001", 2)]
    [InlineData("DescribeLockedSnapshots", 4)]
    [InlineData("DescribeFastSnapshotRestores", 5)]
    [InlineData("DescribeSnapshotAttribute&SnapshotId=snap-00000001&Attribute=createVolumePermission", 5)]
    [InlineData("DescribeSnapshotTierStatus", 15)]
    [InlineData("DescribeLaunchTemplateVersions&LaunchTemplateVersion.1=$Latest", 12)]
    [InlineData("DescribeLaunchTemplates", 7)]
    [InlineData("ListSnapshotsInRecycleBin", 7)]
    [InlineData("ListVolumesInRecycleBin", 6)]
    [InlineData("ListImagesInRecycleBin", 4)]
    [InlineData("RestoreSnapshotFromRecycleBin&SnapshotId=snap-000000bb", 9)]
    public async Task EC2s_answers_follow_the_model(string form, int elements)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Full());
        var reply = await sandbox.PostEc2Async("Version=2016-11-15&Action=" + form);
        Assert.Equal("http://ec2.amazonaws.com/doc/2016-11-15/", reply.Xml.Name.NamespaceName);
        Assert.Empty(Ec2.Faults(form.Split('&')[0], reply.Xml, ["requestId", "return"]));
        Assert.InRange(reply.Xml.Descendants().Count(), elements, 1000);
    }

    [Theory]
    [InlineData("GetCallerIdentity", 3)]
    [InlineData("AssumeRole&RoleArn=arn:aws:iam::111122223333:role/r&RoleSessionName=run&Policy=%7B%22Statement%22%3A%5B%5D%7D", 8)]
    public async Task STSs_answers_follow_the_model(string form, int elements)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Full());
        var reply = await sandbox.PostAsync("sts", "Version=2011-06-15&Action=" + form);
        var operation = form.Split('&')[0];
        var result = new XElement(reply.Xml.Elements().First()) { Name = reply.Xml.Name };
        Assert.Equal(
            (operation + "Result", "https://sts.amazonaws.com/doc/2011-06-15/"),
            (reply.Xml.Elements().First().Name.LocalName, reply.Xml.Name.NamespaceName));
        Assert.NotNull(reply.Find("RequestId"));
        Assert.Empty(Sts.Faults(operation, result, []));
        Assert.InRange(result.Descendants().Count(), elements, 100);
    }

    [Fact]
    public void Every_parameter_it_takes_is_one_of_the_models()
    {
        foreach (var (name, action) in Ec2Actions.ByName(new SandboxOptions(), new Tokens(0)))
            Assert.Empty(action.Parameters.Except(Ec2.Parameters(name)).Select(parameter => $"{name}.{parameter}"));
    }

    [Fact]
    public void Finds_what_does_not_follow_the_model()
    {
        var odd = XElement.Parse("""
            <DescribeSnapshotsResponse><requestId>1</requestId><snapshotSet><item><volumeSize>8.5</volumeSize><encrypted>False</encrypted>
            <startTime>yesterday</startTime><status>done</status><size>1</size></item><member/></snapshotSet></DescribeSnapshotsResponse>
            """);
        Assert.Equal(6, Ec2.Faults("DescribeSnapshots", odd, ["requestId"]).Count);
    }

    [Theory]
    [InlineData("ec2", "Response/Errors/Error/Code", "RequestID")]
    [InlineData("sts", "ErrorResponse/Error/Code", "RequestId")]
    public async Task Errors_have_the_services_form(string service, string path, string requestId)
    {
        await using var sandbox = await RunningSandbox.StartAsync(Full());
        var reply = await sandbox.PostAsync(service, "Action=Nonsense");
        var code = reply.Xml.Descendants().Single(element => element.Name.LocalName == "Code");
        Assert.Equal(path, string.Join('/', code.AncestorsAndSelf().Reverse().Select(element => element.Name.LocalName)));
        Assert.True(Guid.TryParse(reply.Find(requestId), out _));
    }

    private static World Full()
    {
        var snapshot = Worlds.Tagged(1, new("Name", "x"), new("aws:x", "y")) with
        {
            FullSizeBytes = 10_000_000_000,
            Tier = StorageTier.Archive,
            TierSince = Worlds.Now.AddDays(-1),
            Tiering = TieringState.TemporaryRestoreCompleted,
            RestoreExpiry = Worlds.Now.AddDays(1),
            Description = "a",
            TransferType = "time-based",
            SharedWith = ["all", Worlds.OtherAccount],
            Lock = LockState.ComplianceCooloff,
            FastRestoreZones = ["us-east-1a"],
        };
        var others = Enumerable.Range(2, 8).Select(number => Worlds.Old(number)).ToArray();
        var binned = Worlds.Old(0xbb) with { State = SnapshotState.Recoverable, Description = "b" };
        var region = Worlds.RegionOf([snapshot, .. others]) with
        {
            Bin = ById.Of([new BinnedSnapshot(binned, Worlds.Now, Worlds.Now.AddDays(1))], item => item.Snapshot.Id),
            Volumes = ById.NoIds.Add("vol-00000001"),
            BinnedVolumes = ById.NoIds.Add("vol-000000bb"),
            LaunchTemplates = ById.Of([new LaunchTemplate("lt-00000001", [Worlds.Id(1)])], template => template.Id),
        };
        return Worlds.Of(
            region.With(Worlds.Image(ImageState.Available, 1), Worlds.Image(ImageState.Disabled, 3), Worlds.Image(ImageState.Binned, 4)),
            Worlds.Role("r"));
    }
}
