namespace SnapshotLambda.Core.Snapshots;

/// <summary>A launch template, as far as its versions can be told without reading them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="LatestVersion">The number of its latest version; null if EC2 does not say.</param>
/// <param name="DefaultVersion">The number of its default version; null if EC2 does not say.</param>
internal sealed record LaunchTemplateSummary(string Id, long? LatestVersion, long? DefaultVersion)
{
    /// <summary>
    /// True unless the latest and the default version are known to be its only ones. Versions are numbered from 1, and any may be deleted.
    /// </summary>
    public bool MayHaveOthers => LatestVersion is not { } latest || DefaultVersion is not { } usual || latest > (latest == usual ? 1 : 2);
}
