using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <summary>What an undo asks of EC2. Errors and cancellation as in <see cref="IEc2"/>.</summary>
internal interface IEc2Restoring
{
    /// <summary>
    /// Restores a snapshot from the Recycle Bin. One request on the wire: pace and repetition are the caller's. After a lost reply it may
    /// be restored, and EC2 then says that it does not exist in the bin.
    /// </summary>
    Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the tags with these keys, whatever their values, off up to <see cref="IEc2Tags.MostIds"/> snapshots, which need not have them.
    /// One request, all of it or nothing.
    /// </summary>
    Task RemoveTagsAsync(IReadOnlyList<string> snapshotIds, IReadOnlyList<string> tagKeys, CancellationToken cancellationToken);

    /// <summary>
    /// The denial that a policy has for that; null if policies permit it. EC2's <c>DryRun</c> tells, and changes nothing.
    /// </summary>
    Task<AwsError?> DenialOfRemoveTagsAsync(string snapshotId, IReadOnlyList<string> tagKeys, CancellationToken cancellationToken);
}
