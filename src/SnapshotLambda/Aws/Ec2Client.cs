using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.EC2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace SnapshotLambda.Aws;

/// <summary>
/// The SDK's client of EC2, but for one reply: pages of snapshots are read by <see cref="SnapshotsUnmarshaller"/>. All else about the
/// call, its signature and its errors, is the SDK's.
/// </summary>
internal sealed class Ec2Client(AWSCredentials credentials, AmazonEC2Config config) : AmazonEC2Client(credentials, config)
{
    /// <summary>
    /// A page of snapshots. Throws as <see cref="AmazonEC2Client.DescribeSnapshotsAsync(DescribeSnapshotsRequest, CancellationToken)"/>
    /// does.
    /// </summary>
    public Task<DescribeSnapshotsReply> DescribeSnapshotsAsync(
        DescribeSnapshotsRequest request, SnapshotsUnmarshaller reading, CancellationToken cancellationToken) =>
        InvokeAsync<DescribeSnapshotsReply>(
            request,
            new InvokeOptions { RequestMarshaller = DescribeSnapshotsRequestMarshaller.Instance, ResponseUnmarshaller = reading },
            cancellationToken);
}
