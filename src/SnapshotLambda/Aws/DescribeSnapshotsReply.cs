using Amazon.Runtime;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>A reply to DescribeSnapshots.</summary>
internal sealed class DescribeSnapshotsReply : AmazonWebServiceResponse
{
    /// <summary>The page of snapshots; null if the reply has no list, not even an empty one.</summary>
    public Page<Snapshot>? Page { get; init; }
}
