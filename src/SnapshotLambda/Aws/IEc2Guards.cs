using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>The listings and look-ups of guards. As in the rest of <see cref="IEc2"/>, a listing is complete or an error.</summary>
internal interface IEc2Guards
{
    /// <summary>The AMIs that the account owns, disabled and deprecated ones too, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken);

    /// <summary>The ids of the AMIs in the Recycle Bin, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListBinnedImageIdsAsync(CancellationToken cancellationToken);

    /// <summary>The snapshots that the latest and the default version of each launch template name, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListLaunchTemplateSnapshotIdsAsync(CancellationToken cancellationToken);

    /// <summary>The launch templates, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<LaunchTemplateSummary>> ListLaunchTemplatesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A page of the snapshots that the versions of one launch template name, all of its versions. One request on the wire, never repeated
    /// here: pace (<see cref="RetryingCall"/>) and repetition are the caller's.
    /// </summary>
    /// <param name="launchTemplateId">The template's id.</param>
    /// <param name="token">The page's token; null for the first one.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task<Page<string>> ReadLaunchTemplateAsync(string launchTemplateId, string? token, CancellationToken cancellationToken);

    /// <summary>The locks of the account's snapshots, expired ones too, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<SnapshotLock>> ListLocksAsync(CancellationToken cancellationToken);

    /// <summary>Fast restore in whatever state, one for each snapshot and zone, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<FastRestore>> ListFastRestoresAsync(CancellationToken cancellationToken);

    /// <summary>The ids of the account's snapshots that everyone may make volumes of, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListPublicSnapshotIdsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The snapshots whose last move between tiers leaves them where they will not stay
    /// (<see cref="TieringOperation.StatesUnderWay"/>), page by page.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<TieringOperation>> ListTieringOperationsAsync(CancellationToken cancellationToken);

    /// <summary>The tier status of these snapshots, page by page, 200 to a request; no request for none.</summary>
    IAsyncEnumerable<IReadOnlyList<TierStatus>> ListTierStatusesAsync(IEnumerable<string> snapshotIds, CancellationToken cancellationToken);

    /// <summary>
    /// Who may make volumes of the snapshot besides its owner: account ids, or <c>all</c>. One request on the wire, never
    /// repeated here: pace (<see cref="RetryingCall"/>) and repetition are the caller's.
    /// </summary>
    Task<IReadOnlyList<string>> ListSharesAsync(string snapshotId, CancellationToken cancellationToken);
}
