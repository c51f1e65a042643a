using SnapshotLambda.Aws;
using SnapshotLambda.Pacing;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Reports;

/// <summary>Opens the archive that the settings name.</summary>
internal static class ReportArchive
{
    /// <summary>The archive; null where reports are put nowhere.</summary>
    /// <param name="settings">The place of reports.</param>
    /// <param name="clients">Makes the client of S3.</param>
    /// <param name="homeRegion">The region of the function, and of the bucket.</param>
    /// <param name="until">The deadline of reading.</param>
    public static IReportArchive? Of(ReportSettings settings, IAwsClients clients, string homeRegion, Deadline until) => settings switch
    {
        { Folder: { } folder } => new FolderArchive(folder),
        { Bucket: { } bucket } => new BucketArchive(clients, homeRegion, bucket, until),
        _ => null,
    };
}
