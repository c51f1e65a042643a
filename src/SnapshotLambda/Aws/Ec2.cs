using Amazon.EC2.Model;
using Amazon.Runtime;
using Snapshot = SnapshotLambda.Core.Snapshots.Snapshot;

namespace SnapshotLambda.Aws;

/// <summary>EC2 by the AWS SDK.</summary>
internal sealed partial class Ec2(Ec2Client client, AwsCall attempt, RetryingCall retrying) : IEc2
{
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ListVolumesInRecycleBin.html
    private const int BinnedVolumePage = 500;

    private static readonly TimeSpan PagePatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DeletePatience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<Snapshot>> ListSnapshotsAsync(
        CancellationToken cancellationToken, Func<CancellationToken, Task>? beforeNext = null)
    {
        var reading = new SnapshotsUnmarshaller();
        return Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.DescribeSnapshotsAsync(OwnSnapshots(token), reading, ct), Snapshots, cancel),
            cancellationToken,
            beforeNext);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListVolumeIdsAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.DescribeVolumesAsync(AllVolumes(token), ct), VolumeIds, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListBinnedVolumeIdsAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.ListVolumesInRecycleBinAsync(new() { MaxResults = BinnedVolumePage, NextToken = token }, ct),
                BinnedVolumeIds,
                cancel),
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListRegionsAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            ct => client.DescribeRegionsAsync(new DescribeRegionsRequest { AllRegions = false }, ct), EnabledRegions, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private Task<T> ReadAsync<TReply, T>(
        Func<CancellationToken, Task<TReply>> send, Func<TReply, T> read, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse =>
        retrying.RunAsync(cancel => attempt.MakeAsync(send, read, PagePatience, cancel), cancellationToken);

    private static DescribeSnapshotsRequest OwnSnapshots(string? token) =>
        new() { OwnerIds = ["self"], MaxResults = Paginator.PageSize, NextToken = token };

    // What AWS manages is hidden from the listing where the account has it so, and exists all the same.
    private static DescribeVolumesRequest AllVolumes(string? token) =>
        new() { IncludeManagedResources = true, MaxResults = Paginator.PageSize, NextToken = token };

    // EC2 lists none as an empty set. Without one it is no page: perhaps errors stand in its place.
    private static Page<Snapshot> Snapshots(DescribeSnapshotsReply reply) =>
        reply.Page ?? throw AwsErrorMapper.Unreadable("The reply has no list of snapshots.", reply);

    private static Page<string> VolumeIds(DescribeVolumesResponse reply) =>
        new([.. (reply.Volumes ?? []).Select(volume => Named(volume.VolumeId, "A volume on the page has no id.", reply))], reply.NextToken);

    private static Page<string> BinnedVolumeIds(ListVolumesInRecycleBinResponse reply) =>
        new([.. (reply.Volumes ?? []).Select(volume => Named(volume.VolumeId, "A volume on the page has no id.", reply))], reply.NextToken);

    private static IReadOnlyList<string> EnabledRegions(DescribeRegionsResponse reply) =>
        [
            .. (reply.Regions ?? []).Where(region => region.OptInStatus != "not-opted-in")
                .Select(region => Named(region.RegionName, "A region has no name.", reply)),
        ];

    private static string Named(string? name, string fault, AmazonWebServiceResponse reply) =>
        string.IsNullOrEmpty(name) ? throw AwsErrorMapper.Unreadable(fault, reply) : name;
}
