using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;
using SnapshotLambda.Tests.FallbackPackages;

namespace SnapshotLambda.Tests.Runs;

/// <summary>What holds for every believable fleet, over the wire: dry run, real run and second run of each.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class RandomFleetTests
{
    private static readonly string[] Policies =
    [
        """ "maxDeletions": 100000 """,
        """ "maxDeletions": 3 """,
        """ "maxAgeDays": 7, "keepLatestPerVolume": 0, "copies": "ageOnly" """,
        """ "keepLatestPerVolume": 3, "deletedVolumes": "ageOnly", "maxAgeDays": 1 """,
        """ "includeTags": { "Environment": ["prod*"] }, "maxDeletePercent": 10 """,
    ];

    [Fact]
    public void A_run_deletes_what_its_dry_run_said_and_no_more_and_all_totals_add_up() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), HoldsAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static async Task HoldsAsync(int seed)
    {
        var world = Marked(GeneratedFleet.Generate(seed % 80, seed, ["us-east-1"], TimeProvider.System.GetUtcNow()), new Random(seed));
        var before = world.Accounts[0].Regions[0];
        await using var night = await Scenario.OverAsync(
            world, new SandboxOptions { RequestLimits = false, Seed = seed, Pages = seed % 2 == 0 ? PageShape.Full : PageShape.Ragged });
        var (grace, bin) = (seed / 5 % 3, (RecycleBin)(seed / 15 % 3));
        var policy = $""" "deleteRatePerSecond": 1000, "deleteBurst": 10000, "graceDays": {grace}, "recycleBin": "{bin.ToString().ToLowerInvariant()}", {Policies[seed % Policies.Length]} """;

        var dry = await night.RunAsync($$"""{ {{policy}} }""");
        var real = await night.RunAsync($$"""{ "dryRun": false, {{policy}} }""");
        var second = await night.RunAsync($$"""{ "dryRun": false, {{policy}} }""");

        var after = night.World.Accounts[0].Regions[0];
        var named = Ids(night, "snapshot_would_delete").ToHashSet();
        var gone = before.Snapshots.Keys.Except(night.SnapshotIds).ToHashSet();
        var isRefused = real.Status is RunStatus.Refused;
        Assert.Equal(dry.Regions[0].WouldRefuse, isRefused);
        Assert.Equal(dry.PlanDigest, real.PlanDigest);
        Assert.Equal(gone.Count, real.Totals.Deleted + second.Totals.Deleted);
        Assert.True(isRefused || second.Totals.Deleted == 0 || real.Totals.Remaining > 0, "A second run found more to delete.");
        Assert.Equal(gone.Order(), Ids(night, "snapshot_deleted").Order());
        Assert.True(dry.Totals.Kept.ContainsKey("OverCap") || gone.IsSubsetOf(named), "More was deleted than the dry run named.");
        Assert.DoesNotContain(gone, id => IsProtected(before, id));
        Assert.DoesNotContain(gone, id => before.Snapshots[id].TagValue(OwnTags.DeleteAfter) is { } mark ? mark != Passed : grace > 0);
        Assert.Equal(isRefused ? [] : Ids(night, "snapshot_would_mark"), Ids(night, "snapshot_marked"));
        Assert.Equal(0, second.Totals.Marked);
        Assert.Equal(Ids(night, "snapshot_marked").Order(), Changed(before, after));
        Assert.Equal(Ids(night, "snapshot_unmarked").Order(), Changed(after, before));
        Assert.Equal(bin is RecycleBin.Off ? [] : gone.Order(), after.Bin.Keys.Order());
    }

    private const string Passed = "2020-01-01";

    /// <summary>The same world, where one snapshot in four has a mark.</summary>
    private static World Marked(World world, Random random)
    {
        string[] marks = [Passed, Passed, "2100-01-01", "2100-01-01T00:00:00Z", "whenever"];
        var region = world.Accounts[0].Regions[0];
        var snapshots = region.Snapshots.Values.Select(snapshot => random.Next(4) != 0
            ? snapshot
            : snapshot with { Tags = snapshot.Tags.Add(new Tag(OwnTags.DeleteAfter, marks[random.Next(marks.Length)])) });
        return world.With(world.Accounts[0].Id, region with { Snapshots = ById.Of(snapshots) });
    }

    private static IEnumerable<string> Ids(Scenario night, string name) => night.Log.Of(name).Select(line => (string)line["snapshotId"]!);

    /// <summary>What is in both and has a mark in the second that it had not in the first.</summary>
    private static IEnumerable<string> Changed(Region first, Region then) =>
        from snapshot in then.Snapshots.Values
        where snapshot.TagValue(OwnTags.DeleteAfter) is not null
            && first.Snapshots.TryGetValue(snapshot.Id, out var old)
            && old.TagValue(OwnTags.DeleteAfter) is null
        orderby snapshot.Id
        select snapshot.Id;

    private static bool IsProtected(Region region, string id) =>
        region.ImageThatUses(id) is not null
        || region.Snapshots[id] is not { State: SnapshotState.Completed, StartTime: not null } snapshot
        || snapshot.StartTime > TimeProvider.System.GetUtcNow().AddDays(-1)
        || snapshot.Tags.Any(tag => tag.Key is "DoNotDelete" || IsOthers(tag.Key.ToUpperInvariant()))
        || snapshot.Lock is not (null or LockState.Expired)
        || !snapshot.FastRestoreZones.IsEmpty
        || snapshot.SharedWith.Any(user => user != Scenario.Account)
        || region.LaunchTemplates.Values.Any(template => template.SnapshotIds.Contains(id))
        || region.Images.Values.Any(
            image => image.State == ImageState.Binned && snapshot.Description.Contains(image.Id, StringComparison.Ordinal))
        || (snapshot.Tier != StorageTier.Standard && !(snapshot.TierSince < TimeProvider.System.GetUtcNow().AddDays(-89)));

    private static bool IsOthers(string key) =>
        key.StartsWith("AWS:", StringComparison.Ordinal)
        || key.StartsWith("VELERO.IO/", StringComparison.Ordinal)
        || key.StartsWith("KUBERNETES.IO/CLUSTER/", StringComparison.Ordinal)
        || key is "DLM:MANAGED"
            or "CSIVOLUMESNAPSHOTNAME"
            or "EBS.CSI.AWS.COM/CLUSTER"
            or "AWSELASTICDISASTERRECOVERYMANAGED"
            or "AWSAPPLICATIONMIGRATIONSERVICEMANAGED";
}
