using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>
/// The part of EC2 that this function uses, in one region and with one set of credentials. Every method throws
/// <see cref="AwsCallException"/> and nothing else, but for cancellation. Reads are tried again where that can help; a page that cannot
/// be read completely is an error, never a short list.
/// </summary>
internal interface IEc2 : IEc2Guards, IEc2Tags, IDisposable
{
    /// <summary>The snapshots that the account owns, page by page, as they come: a page may be empty, a snapshot listed twice.</summary>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <param name="beforeNext">Awaited before each page but the first is asked for.</param>
    IAsyncEnumerable<IReadOnlyList<Snapshot>> ListSnapshotsAsync(CancellationToken cancellationToken, Func<CancellationToken, Task>? beforeNext = null);

    /// <summary>The AMIs that the account owns, disabled and deprecated ones too, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken);

    /// <summary>The ids of the volumes that exist, page by page.</summary>
    IAsyncEnumerable<IReadOnlyList<string>> ListVolumeIdsAsync(CancellationToken cancellationToken);

    /// <summary>The names of the regions that are enabled for the account.</summary>
    Task<IReadOnlyList<string>> ListRegionsAsync(CancellationToken cancellationToken);

    /// <summary>Those of the snapshots with these ids that are listed, asked by the filter <c>snapshot-id</c>, 200 to a request. In no order.</summary>
    Task<IReadOnlyList<Snapshot>> FindSnapshotsAsync(IReadOnlyCollection<string> snapshotIds, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the snapshot. One request on the wire, never repeated here: pace (<see cref="RetryingCall"/>) and repetition are the caller's.
    /// After <see cref="FaultCode.ConnectionLost"/>, <see cref="FaultCode.Timeout"/>, <see cref="FaultCode.UnreadableReply"/> or a
    /// cancellation the snapshot may be gone.
    /// </summary>
    Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>
    /// Sees, once in a session, that the endpoint does nothing that it is asked with <c>DryRun</c>, by a listing. Throws
    /// <see cref="FaultCode.DryRunIgnored"/> where it lists all the same; a refusal shows nothing, and is no error. Every other method that uses
    /// <c>DryRun</c> sees to it by itself, and before deletions also that a snapshot that cannot exist is not said to be deleted.
    /// </summary>
    Task CheckDryRunAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What EC2 would say if policies do not let the snapshot be deleted; null if they do. Nothing is deleted: EC2 checks permissions
    /// alone here. Any other answer is thrown.
    /// </summary>
    Task<AwsError?> DenialOfDeletionAsync(string snapshotId, CancellationToken cancellationToken);
}
