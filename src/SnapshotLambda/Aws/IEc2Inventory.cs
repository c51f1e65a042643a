using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>The listings that a plan begins with. Errors and cancellation as in <see cref="IEc2"/>.</summary>
internal interface IEc2Inventory
{
    /// <summary>The names of the regions that are enabled for the account.</summary>
    Task<IReadOnlyList<string>> ListRegionsAsync(CancellationToken cancellationToken);

    /// <summary>The snapshots that the account owns, page by page, as they come: a page may be empty, a snapshot listed twice.</summary>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <param name="beforeNext">Awaited before each page but the first is asked for.</param>
    IAsyncEnumerable<IReadOnlyList<Snapshot>> ListSnapshotsAsync(
        CancellationToken cancellationToken, Func<CancellationToken, Task>? beforeNext = null);

    /// <summary>The ids of the volumes that exist, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListVolumeIdsAsync(CancellationToken cancellationToken);

    /// <summary>The ids of the volumes in the Recycle Bin, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListBinnedVolumeIdsAsync(CancellationToken cancellationToken);
}
