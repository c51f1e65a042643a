using Amazon.Runtime;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Aws;

/// <summary>A reply to DescribeSnapshots.</summary>
internal sealed class DescribeSnapshotsReply : AmazonWebServiceResponse
{
    /// <summary>What it lists; null where it has no list, not even an empty one.</summary>
    public Page<Snapshot>? Page { get; init; }
}
