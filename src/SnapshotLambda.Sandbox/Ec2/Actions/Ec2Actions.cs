using System.Collections.Frozen;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Ec2.Actions;

/// <summary>The actions that the sandbox knows.</summary>
internal static class Ec2Actions
{
    /// <summary>All actions by name.</summary>
    public static FrozenDictionary<string, IEc2Action> ByName(SandboxOptions options, Tokens tokens)
    {
        var listings = new Listings(options.Time, options.PageTokenLifetime, options.Pages, options.Seed, tokens);
        var ghosts = new DeletedButListed(options.Time, options.DeletedStillListed);
        return ((IEc2Action[])
        [
            new CreateTags(),
            new DeleteSnapshot(ghosts, options.DeniesUnknownSnapshots),
            new DeleteTags(),
            new DescribeFastSnapshotRestores(listings),
            new DescribeImages(listings),
            new DescribeLaunchTemplates(listings),
            new DescribeLaunchTemplateVersions(listings),
            new DescribeLockedSnapshots(listings),
            new DescribeRegions(),
            new DescribeSnapshotAttribute(),
            new DescribeSnapshots(listings, ghosts),
            new DescribeSnapshotTierStatus(listings),
            new DescribeVolumes(listings),
            new ListImagesInRecycleBin(listings),
            new ListSnapshotsInRecycleBin(listings),
            new ListVolumesInRecycleBin(listings),
            new RestoreSnapshotFromRecycleBin(options.RecoveryTakes),
        ]).ToFrozenDictionary(action => action.GetType().Name, StringComparer.Ordinal);
    }
}
