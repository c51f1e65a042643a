using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>Deletions, the permission for them, and look-ups before and after. Errors and cancellation as in <see cref="IEc2"/>.</summary>
internal interface IEc2Deletions
{
    /// <summary>
    /// The snapshots with these ids that are listed, in no order. The filter <c>snapshot-id</c> takes 200 to a request.
    /// </summary>
    Task<IReadOnlyList<Snapshot>> FindSnapshotsAsync(IReadOnlyCollection<string> snapshotIds, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the snapshot. One request on the wire, never repeated here: pace (<see cref="RetryingCall"/>) and repetition are the
    /// caller's. After <see cref="FaultCode.ConnectionLost"/>, <see cref="FaultCode.Timeout"/>, <see cref="FaultCode.UnreadableReply"/> or
    /// a cancellation the snapshot may be gone.
    /// </summary>
    Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>The snapshot in the Recycle Bin; null if it is not there. A read, tried again where that can help.</summary>
    Task<RecycleBinEntry?> FindBinnedAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>The pages of all snapshots in the Recycle Bin. Reads, tried again where that can help.</summary>
    IAsyncEnumerable<IReadOnlyList<RecycleBinEntry>> ListBinnedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Checks once in a session, by a listing, that the endpoint does nothing for a request with <c>DryRun</c>. Throws
    /// <see cref="FaultCode.DryRunIgnored"/> where it lists all the same. A refusal shows nothing, and is no error. Every other method that
    /// uses <c>DryRun</c> checks this by itself. Before deletions it also checks that a snapshot that cannot exist is not said to be
    /// deleted.
    /// </summary>
    Task CheckDryRunAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The denial that a policy has for deleting the snapshot; null if policies permit it. Nothing is deleted: EC2 checks permissions
    /// alone here. Any other answer is thrown.
    /// </summary>
    Task<AwsError?> DenialOfDeletionAsync(string snapshotId, CancellationToken cancellationToken);
}
