using SnapshotLambda.Core;

namespace SnapshotLambda.Aws;

/// <summary>What guards read of EC2 but for the AMIs. As in the rest of <see cref="IEc2"/>, a listing is complete or an error.</summary>
internal interface IEc2Guards
{
    /// <summary>The ids of the AMIs in the Recycle Bin, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListBinnedImageIdsAsync(CancellationToken cancellationToken);

    /// <summary>The snapshots that the latest and the default version of each launch template name, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListLaunchTemplateSnapshotIdsAsync(CancellationToken cancellationToken);

    /// <summary>The locks of the account's snapshots, expired ones too, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<SnapshotLock>> ListLocksAsync(CancellationToken cancellationToken);

    /// <summary>Fast restore in whatever state, one for each snapshot and zone, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<FastRestore>> ListFastRestoresAsync(CancellationToken cancellationToken);
}
