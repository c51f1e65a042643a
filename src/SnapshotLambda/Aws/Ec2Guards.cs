using Amazon.EC2.Model;
using SnapshotLambda.Core;

namespace SnapshotLambda.Aws;

/// <content>What guards read.</content>
internal sealed partial class Ec2
{
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
    private const int LaunchTemplatePage = 200;

    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFastSnapshotRestores.html
    private const int FastRestorePage = 200;

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListBinnedImageIdsAsync(CancellationToken cancellationToken) =>
        Listing.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.ListImagesInRecycleBinAsync(new() { MaxResults = Listing.PageSize, NextToken = token }, ct), BinnedImageIds, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListLaunchTemplateSnapshotIdsAsync(CancellationToken cancellationToken) =>
        Listing.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeLaunchTemplateVersionsAsync(VersionsInUse(token), ct), SnapshotIds, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<SnapshotLock>> ListLocksAsync(CancellationToken cancellationToken) =>
        Listing.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.DescribeLockedSnapshotsAsync(new() { MaxResults = Listing.PageSize, NextToken = token }, ct), Locks, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<FastRestore>> ListFastRestoresAsync(CancellationToken cancellationToken) =>
        Listing.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.DescribeFastSnapshotRestoresAsync(new() { MaxResults = FastRestorePage, NextToken = token }, ct), FastRestores, cancel),
            cancellationToken);

    // What AWS manages is hidden from the listing where the account has it so, and would break just the same.
    private static DescribeLaunchTemplateVersionsRequest VersionsInUse(string? token) =>
        new() { Versions = ["$Latest", "$Default"], IncludeManagedResources = true, MaxResults = LaunchTemplatePage, NextToken = token };

    private static Page<string> BinnedImageIds(ListImagesInRecycleBinResponse reply) =>
        new([.. (reply.Images ?? []).Select(image => Named(image.ImageId, "An image on the page has no id.", reply))], reply.NextToken);

    private static Page<string> SnapshotIds(DescribeLaunchTemplateVersionsResponse reply) =>
        new([.. (reply.LaunchTemplateVersions ?? []).SelectMany(version => SnapshotIds(version, reply))], reply.NextToken);

    // As of an image's devices, not each is made of a snapshot.
    private static IEnumerable<string> SnapshotIds(LaunchTemplateVersion version, DescribeLaunchTemplateVersionsResponse reply)
    {
        var id = Named(version.LaunchTemplateId, "A launch template on the page has no id.", reply);
        var data = version.LaunchTemplateData ?? throw Fault.Unreadable($"The launch template {id} has no data.", reply);
        return (data.BlockDeviceMappings ?? []).Select(mapping => mapping.Ebs?.SnapshotId).OfType<string>().Where(snapshot => snapshot.Length > 0);
    }

    private static Page<SnapshotLock> Locks(DescribeLockedSnapshotsResponse reply) =>
        new([.. (reply.Snapshots ?? []).Select(locked => new SnapshotLock(OfSnapshot(locked.SnapshotId, reply), locked.LockState?.Value))], reply.NextToken);

    private static Page<FastRestore> FastRestores(DescribeFastSnapshotRestoresResponse reply) =>
        new([.. (reply.FastSnapshotRestores ?? []).Select(restore => new FastRestore(OfSnapshot(restore.SnapshotId, reply), restore.State?.Value))], reply.NextToken);

    private static string OfSnapshot(string? id, Amazon.Runtime.AmazonWebServiceResponse reply) => Named(id, "An item on the page names no snapshot.", reply);
}
