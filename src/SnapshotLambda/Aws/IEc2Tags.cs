using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>
/// Calls about the tags of snapshots. Errors and cancellation as in <see cref="IEc2"/>. EC2 carries out all of such a call or nothing of
/// it: one id that is gone undoes it for the others.
/// </summary>
internal interface IEc2Tags
{
    /// <summary>Ids in one call about tags, at most: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html</summary>
    const int MostIds = 1000;

    /// <summary>
    /// Sets tags of up to <see cref="MostIds"/> snapshots. One request on the wire: pace and repetition, which does no harm, are the
    /// caller's.
    /// </summary>
    Task TagSnapshotsAsync(IReadOnlyList<string> snapshotIds, IReadOnlyList<Tag> tags, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the tag with this key, whatever its value, off up to <see cref="MostIds"/> snapshots, which need not have it. One request, as
    /// above.
    /// </summary>
    Task UntagSnapshotsAsync(IReadOnlyList<string> snapshotIds, string tagKey, CancellationToken cancellationToken);

    /// <summary>
    /// The denial that a policy has for <see cref="TagSnapshotsAsync"/> of this snapshot; null if policies permit it. EC2's <c>DryRun</c>
    /// tells, and changes nothing.
    /// </summary>
    Task<AwsError?> DenialOfTagAsync(string snapshotId, IReadOnlyList<Tag> tags, CancellationToken cancellationToken);

    /// <summary>The same for <see cref="UntagSnapshotsAsync"/>.</summary>
    Task<AwsError?> DenialOfUntagAsync(string snapshotId, string tagKey, CancellationToken cancellationToken);
}
