using System.Collections.Frozen;
using SnapshotLambda.Sandbox.Ec2.Actions;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>The actions that the sandbox knows.</summary>
internal static class Ec2Actions
{
    /// <summary>All of them by name.</summary>
    public static FrozenDictionary<string, IEc2Action> ByName(Listings listings, DeletedButListed ghosts, bool deniesUnknownSnapshots) => ((IEc2Action[])
    [
        new CreateTags(),
        new DeleteSnapshot(ghosts, deniesUnknownSnapshots),
        new DeleteTags(),
        new DescribeFastSnapshotRestores(listings),
        new DescribeImages(listings),
        new DescribeLaunchTemplateVersions(listings),
        new DescribeLockedSnapshots(listings),
        new DescribeRegions(),
        new DescribeSnapshotAttribute(),
        new DescribeSnapshots(listings, ghosts),
        new DescribeSnapshotTierStatus(listings),
        new DescribeVolumes(listings),
        new ListImagesInRecycleBin(listings),
        new ListSnapshotsInRecycleBin(listings),
        new RestoreSnapshotFromRecycleBin(),
    ]).ToFrozenDictionary(action => action.GetType().Name, StringComparer.Ordinal);
}
