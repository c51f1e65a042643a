using FsCheck;
using FsCheck.Fluent;
using SnapshotLambda.Core;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Ec2;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Tests.CleanUp;

/// <summary>What holds for every believable fleet, over the wire: dry run, real run and second run of each.</summary>
[Collection(nameof(ProcessWideState))]
public sealed class RandomFleetTests
{
    private static readonly string[] Policies =
    [
        "\"maxDeletions\": 100000",
        "\"maxDeletions\": 3",
        "\"maxAgeDays\": 7, \"keepLatestPerVolume\": 0, \"copies\": \"ageOnly\"",
        "\"keepLatestPerVolume\": 3, \"deletedVolumes\": \"ageOnly\", \"maxAgeDays\": 1",
        "\"includeTags\": { \"Environment\": [\"prod*\"] }, \"maxDeletePercent\": 10",
    ];

    [Fact]
    public void A_run_deletes_what_its_dry_run_said_and_no_more_and_all_totals_add_up() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), HoldsAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static async Task HoldsAsync(int seed)
    {
        var world = GeneratedFleet.Generate(seed % 80, seed, ["us-east-1"], TimeProvider.System.GetUtcNow());
        await using var night = await Night.OverAsync(world, new SandboxOptions { RequestLimits = false, Seed = seed, Pages = seed % 2 == 0 ? PageShape.Full : PageShape.Ragged });
        var policy = $"\"deleteRatePerSecond\": 1000, \"deleteBurst\": 10000, {Policies[seed % Policies.Length]}";

        var dry = await night.RunAsync($$"""{ {{policy}} }""");
        var real = await night.RunAsync($$"""{ "dryRun": false, {{policy}} }""");
        var second = await night.RunAsync($$"""{ "dryRun": false, {{policy}} }""");

        var named = night.Log.Of("snapshot_would_delete").Select(line => (string)line["snapshotId"]!).ToHashSet();
        var gone = world.Accounts[0].Regions[0].Snapshots.Keys.Except(night.SnapshotIds).ToHashSet();
        var isRefused = real.Status is RunStatus.Refused;
        Assert.Equal(dry.Regions[0].WouldRefuse, isRefused);
        Assert.Equal(dry.PlanDigest, real.PlanDigest);
        Assert.Equal(gone.Count, real.Totals.Deleted + second.Totals.Deleted);
        Assert.True(isRefused || second.Totals.Deleted == 0 || real.Totals.Remaining > 0, "A second run found more to delete.");
        Assert.Equal(gone.Order(), night.Log.Of("snapshot_deleted").Select(line => (string)line["snapshotId"]!).Order());
        Assert.True(dry.Totals.Kept.ContainsKey("OverCap") || gone.IsSubsetOf(named), "More was deleted than the dry run named.");
        Assert.DoesNotContain(gone, id => IsProtected(world.Accounts[0].Regions[0], id));
    }

    private static bool IsProtected(Region region, string id) =>
        region.ImageThatUses(id) is not null
        || region.Snapshots[id] is not { State: SnapshotState.Completed, StartTime: not null } snapshot
        || snapshot.StartTime > TimeProvider.System.GetUtcNow().AddDays(-1)
        || snapshot.Tags.Any(tag => tag.Key is "DoNotDelete" || IsOthers(tag.Key.ToUpperInvariant()))
        || snapshot.Lock is not (null or LockState.Expired)
        || !snapshot.FastRestoreZones.IsEmpty
        || snapshot.SharedWith.Any(user => user != Night.Account)
        || region.LaunchTemplates.Values.Any(template => template.SnapshotIds.Contains(id))
        || region.Images.Values.Any(image => image.State == ImageState.Binned && snapshot.Description.Contains(image.Id, StringComparison.Ordinal))
        || (snapshot.Tier != StorageTier.Standard && !(snapshot.TierSince < TimeProvider.System.GetUtcNow().AddDays(-89)));

    private static bool IsOthers(string key) =>
        key.StartsWith("AWS:", StringComparison.Ordinal) || key.StartsWith("VELERO.IO/", StringComparison.Ordinal) || key.StartsWith("KUBERNETES.IO/CLUSTER/", StringComparison.Ordinal)
        || key is "DLM:MANAGED" or "CSIVOLUMESNAPSHOTNAME" or "EBS.CSI.AWS.COM/CLUSTER" or "AWSELASTICDISASTERRECOVERYMANAGED" or "AWSAPPLICATIONMIGRATIONSERVICEMANAGED";
}
