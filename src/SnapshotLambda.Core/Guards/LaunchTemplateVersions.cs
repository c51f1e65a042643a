namespace SnapshotLambda.Core.Guards;

/// <summary>The versions of launch templates whose snapshots are kept.</summary>
internal enum LaunchTemplateVersions
{
    /// <summary>Every version: somebody may have pinned an older one.</summary>
    All,

    /// <summary>The latest and the default version.</summary>
    LatestAndDefault,
}
