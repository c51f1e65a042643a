using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Tests.Sandbox.Fleets;

public sealed class GeneratedFleetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);
    private static readonly Region Fleet = Generate(4_000, 1, Now).Region(GeneratedFleet.AccountId, "us-east-1")!;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(24)]
    [InlineData(100)]
    [InlineData(999)]
    [InlineData(12_345)]
    public void Has_exactly_so_many_snapshots_in_each_region(int count)
    {
        var world = GeneratedFleet.Generate(count, 7, ["us-east-1", "eu-west-1"], Now);
        Assert.All(world.Accounts.Single().Regions, region => Assert.Equal(count, region.Snapshots.Count));
    }

    [Fact]
    public void Is_the_same_for_the_same_seed() => Assert.Equal(Written(Generate(500, 3, Now)), Written(Generate(500, 3, Now)));

    [Fact]
    public void Is_another_for_another_seed() => Assert.NotEqual(Written(Generate(500, 3, Now)), Written(Generate(500, 4, Now)));

    [Fact]
    public void Is_another_in_another_region()
    {
        var world = GeneratedFleet.Generate(50, 7, ["us-east-1", "eu-west-1"], Now);
        Assert.Empty(world.Accounts[0].Regions[0].Snapshots.Keys.Intersect(world.Accounts[0].Regions[1].Snapshots.Keys));
    }

    [Fact]
    public void Moves_along_with_the_instant_and_is_otherwise_the_same()
    {
        TimeSpan later = new(5, 7, 11, 13);
        var moved = Generate(4_000, 1, Now + later).Region(GeneratedFleet.AccountId, "us-east-1")!;
        Assert.All(Fleet.Snapshots.Values.Zip(moved.Snapshots.Values), pair => Assert.Equal(
            (pair.First.Id, pair.First.StartTime + later, pair.First.FullSizeBytes),
            (pair.Second.Id, pair.Second.StartTime, pair.Second.FullSizeBytes)));
    }

    [Fact]
    public void Has_no_age_within_an_hour_of_a_whole_day() => Assert.All(
        Fleet.Snapshots.Values.Where(snapshot => snapshot.StartTime is not null),
        snapshot => Assert.InRange((Now - snapshot.StartTime!.Value).TotalDays % 1, 1.0 / 24, 23.0 / 24));

    [Fact]
    public void Can_be_written_as_a_fleet_file_and_read_again()
    {
        var world = GeneratedFleet.Generate(2_000, 5, ["us-east-1", "eu-west-1"], Now);
        Assert.Equal(Written(world), Written(FleetReader.Read(Written(world), Now)));
    }

    [Fact]
    public void Has_a_few_hundred_volumes_of_which_some_are_deleted()
    {
        string[] volumes = [.. Fleet.Snapshots.Values.Select(snapshot => snapshot.VolumeId).OfType<string>().Distinct()];
        Assert.InRange(volumes.Length, 200, 500);
        Assert.InRange(volumes.Count(volume => !Fleet.Volumes.Contains(volume)), 10, 100);
    }

    [Fact]
    public void Keeps_a_dry_run_of_the_default_policy_below_its_caps()
    {
        var old = Fleet.Snapshots.Values.Count(snapshot => snapshot.StartTime < Now.AddDays(-30));
        Assert.InRange(old, 600, 1_100);
    }

    public static TheoryData<string> Awkward => [.. Predicates.Keys];

    [Theory]
    [MemberData(nameof(Awkward))]
    public void Has_a_few_of_everything_awkward(string what) =>
        Assert.Contains(Fleet.Snapshots.Values, snapshot => Predicates[what](snapshot));

    [Fact]
    public void Has_images_in_every_state_and_over_several_snapshots()
    {
        Assert.Equal(Enum.GetValues<ImageState>(), Fleet.Images.Values.Select(image => image.State).Distinct().Order());
        Assert.Contains(Fleet.Images.Values, image => image.SnapshotIds.Length > 1);
        Assert.All(Fleet.Images.Values.SelectMany(image => image.SnapshotIds), id => Assert.Contains(id, Fleet.Snapshots.Keys));
    }

    [Fact]
    public void Has_launch_templates_and_a_rule_for_what_this_tool_deletes()
    {
        Assert.NotEmpty(Fleet.LaunchTemplates);
        Assert.Equal(new Tag("snapshot-lambda:retired", "true"), Fleet.RecycleBin.Single().Tag);
    }

    [Fact]
    public void Has_something_for_each_guard_that_goes_by_tags() => Assert.All(
        Guard.All.Where(guard => guard.TagKeys.Count > 0),
        guard => Assert.Contains(Fleet.Snapshots.Values, snapshot => snapshot.Tags.Any(tag => guard.Knows(tag))));

    private static readonly Dictionary<string, Func<Ec2Snapshot, bool>> Predicates = new()
    {
        ["DoNotDelete"] = snapshot => snapshot.TagValue("DoNotDelete") is not null,
        ["copy"] = snapshot => snapshot.VolumeId == Ec2Snapshot.VolumeOfCopies && snapshot.TransferType is not null,
        ["AWS Backup"] = snapshot => snapshot.TagValue("aws:backup:source-resource") is not null,
        ["lifecycle manager"] = snapshot => snapshot.TagValue("dlm:managed") is not null,
        ["CSI driver"] = snapshot => snapshot.TagValue("CSIVolumeSnapshotName") is not null,
        ["Velero"] = snapshot => snapshot.TagValue("velero.io/backup") is not null,
        ["locked, governance"] = snapshot => snapshot.Lock == LockState.Governance,
        ["locked, compliance"] = snapshot => snapshot.Lock == LockState.Compliance,
        ["locked, cooling off"] = snapshot => snapshot.Lock == LockState.ComplianceCooloff,
        ["lock expired"] = snapshot => snapshot.Lock == LockState.Expired,
        ["fast restore"] = snapshot => !snapshot.FastRestoreZones.IsEmpty,
        ["shared with an account"] = snapshot => snapshot.SharedWith is [not "all"],
        ["public"] = snapshot => snapshot.SharedWith is ["all"],
        ["archived under 90 days"] = snapshot => snapshot.Tier == StorageTier.Archive && Now - snapshot.TierSince < TimeSpan.FromDays(89),
        ["archived over 90 days"] = snapshot => snapshot.Tier == StorageTier.Archive && Now - snapshot.TierSince > TimeSpan.FromDays(91),
        ["pending"] = snapshot => snapshot.State == SnapshotState.Pending,
        ["error"] = snapshot => snapshot.State == SnapshotState.Error,
        ["no start time"] = snapshot => snapshot.StartTime is null,
        ["no volume"] = snapshot => snapshot.VolumeId is null,
        ["no full size"] = snapshot => snapshot.FullSizeBytes is null,
        ["full size below the volume's"] = snapshot => snapshot.FullSizeBytes < (long)snapshot.VolumeSizeGiB << 30,
        ["untagged"] = snapshot => snapshot.Tags.IsEmpty,
        ["tags beyond Latin-1"] = snapshot => snapshot.Tags.Any(tag => tag.Key.Any(letter => letter > 0xFF)),
        ["another aws: tag"] = snapshot => snapshot.TagValue("aws:cloudformation:stack-name") is not null,
        ["disaster recovery"] = snapshot => snapshot.TagValue("AWSElasticDisasterRecoveryManaged") is not null,
        ["same start as another of its volume"] = snapshot =>
            Fleet.Snapshots.Values.Any(
                other => other.Id != snapshot.Id && other.VolumeId == snapshot.VolumeId && other.StartTime == snapshot.StartTime),
    };

    private static World Generate(int count, int seed, DateTimeOffset now) => GeneratedFleet.Generate(count, seed, ["us-east-1"], now);

    private static byte[] Written(World world)
    {
        using var stream = new MemoryStream();
        FleetWriter.Write(stream, world, Now);
        return stream.ToArray();
    }
}
