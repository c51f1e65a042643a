using Amazon.EC2;
using Amazon.EC2.Model;
using SnapshotLambda.Core.Snapshots;
using Image = SnapshotLambda.Core.Snapshots.Image;

namespace SnapshotLambda.Aws;

/// <content>What guards read.</content>
internal sealed partial class Ec2
{
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html
    private const int LaunchTemplatePage = 200;

    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeFastSnapshotRestores.html
    private const int FastRestorePage = 200;

    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
    private const int MostFilterValues = 200;

    private static readonly TimeSpan SharesPatience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeImagesAsync(OwnImages(token), ct), ImageReading.Page, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListBinnedImageIdsAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.ListImagesInRecycleBinAsync(new() { MaxResults = Paginator.PageSize, NextToken = token }, ct),
                BinnedImageIds,
                cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListLaunchTemplateSnapshotIdsAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeLaunchTemplateVersionsAsync(VersionsInUse(token), ct), SnapshotIds, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<LaunchTemplateSummary>> ListLaunchTemplatesAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeLaunchTemplatesAsync(AllTemplates(token), ct), LaunchTemplates, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Page<string>> ReadLaunchTemplateAsync(string launchTemplateId, string? token, CancellationToken cancellationToken) =>
        attempt.MakeAsync(
            ct => client.DescribeLaunchTemplateVersionsAsync(AllVersions(launchTemplateId, token), ct),
            SnapshotIds,
            PagePatience,
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<SnapshotLock>> ListLocksAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.DescribeLockedSnapshotsAsync(new() { MaxResults = Paginator.PageSize, NextToken = token }, ct), Locks, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<FastRestore>> ListFastRestoresAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.DescribeFastSnapshotRestoresAsync(new() { MaxResults = FastRestorePage, NextToken = token }, ct),
                FastRestores,
                cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<string>> ListPublicSnapshotIdsAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeSnapshotsAsync(PublicOnes(token), ct), PublicSnapshotIds, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<TieringOperation>> ListTieringOperationsAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeSnapshotTierStatusAsync(UnderWay(token), ct), TieringOperations, cancel),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<TierStatus>> ListTierStatusesAsync(
        IEnumerable<string> snapshotIds, CancellationToken cancellationToken) =>
        snapshotIds.Chunk(MostFilterValues).ToAsyncEnumerable().SelectMany(ids => Paginator.PagesAsync(
            (token, cancel) => ReadAsync(ct => client.DescribeSnapshotTierStatusAsync(TierStatusOf(ids, token), ct), TierStatuses, cancel),
            cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListSharesAsync(string snapshotId, CancellationToken cancellationToken) =>
        attempt.MakeAsync(
            ct => client.DescribeSnapshotAttributeAsync(SharesOf(snapshotId), ct),
            reply => Shares(snapshotId, reply),
            SharesPatience,
            cancellationToken);

    // A disabled AMI still holds its snapshots; a deprecated one is an AMI as any other.
    private static DescribeImagesRequest OwnImages(string? token) =>
        new() { Owners = ["self"], IncludeDisabled = true, IncludeDeprecated = true, MaxResults = Paginator.PageSize, NextToken = token };

    private static DescribeSnapshotAttributeRequest SharesOf(string snapshotId) =>
        new() { SnapshotId = snapshotId, Attribute = SnapshotAttributeName.CreateVolumePermission };

    private static DescribeSnapshotsRequest PublicOnes(string? token) =>
        new() { OwnerIds = ["self"], RestorableByUserIds = ["all"], MaxResults = Paginator.PageSize, NextToken = token };

    private static DescribeSnapshotTierStatusRequest UnderWay(string? token) =>
        new()
        {
            Filters = [new Filter("last-tiering-operation", [.. TieringOperation.StatesUnderWay])],
            MaxResults = Paginator.PageSize,
            NextToken = token,
        };

    private static DescribeSnapshotTierStatusRequest TierStatusOf(string[] snapshotIds, string? token) =>
        new() { Filters = [new Filter("snapshot-id", [.. snapshotIds])], MaxResults = MostFilterValues, NextToken = token };

    // What AWS manages is hidden from the listing where the account has it so, and would break just the same.
    private static DescribeLaunchTemplateVersionsRequest VersionsInUse(string? token) =>
        new() { Versions = ["$Latest", "$Default"], IncludeManagedResources = true, MaxResults = LaunchTemplatePage, NextToken = token };

    private static DescribeLaunchTemplatesRequest AllTemplates(string? token) =>
        new() { IncludeManagedResources = true, MaxResults = LaunchTemplatePage, NextToken = token };

    private static DescribeLaunchTemplateVersionsRequest AllVersions(string launchTemplateId, string? token) =>
        new() { LaunchTemplateId = launchTemplateId, IncludeManagedResources = true, MaxResults = LaunchTemplatePage, NextToken = token };

    private static Page<string> BinnedImageIds(ListImagesInRecycleBinResponse reply) =>
        new([.. (reply.Images ?? []).Select(image => Named(image.ImageId, "An image on the page has no id.", reply))], reply.NextToken);

    private static Page<LaunchTemplateSummary> LaunchTemplates(DescribeLaunchTemplatesResponse reply) =>
        new(
            [
                .. (reply.LaunchTemplates ?? []).Select(template => new LaunchTemplateSummary(
                    Named(template.LaunchTemplateId, "A launch template on the page has no id.", reply),
                    template.LatestVersionNumber,
                    template.DefaultVersionNumber)),
            ],
            reply.NextToken);

    private static Page<string> SnapshotIds(DescribeLaunchTemplateVersionsResponse reply) =>
        new([.. (reply.LaunchTemplateVersions ?? []).SelectMany(version => SnapshotIds(version, reply))], reply.NextToken);

    // As of an image's devices, not each is made of a snapshot.
    private static IEnumerable<string> SnapshotIds(LaunchTemplateVersion version, DescribeLaunchTemplateVersionsResponse reply)
    {
        var id = Named(version.LaunchTemplateId, "A launch template on the page has no id.", reply);
        var data = version.LaunchTemplateData ?? throw AwsErrorMapper.Unreadable($"The launch template {id} has no data.", reply);
        return (data.BlockDeviceMappings ?? []).Select(mapping => mapping.Ebs?.SnapshotId).OfType<string>().Where(
            snapshot => snapshot.Length > 0);
    }

    private static Page<SnapshotLock> Locks(DescribeLockedSnapshotsResponse reply) =>
        new(
            [.. (reply.Snapshots ?? []).Select(one => new SnapshotLock(OfSnapshot(one.SnapshotId, reply), one.LockState?.Value))],
            reply.NextToken);

    private static Page<FastRestore> FastRestores(DescribeFastSnapshotRestoresResponse reply) =>
        new(
            [.. (reply.FastSnapshotRestores ?? []).Select(one => new FastRestore(OfSnapshot(one.SnapshotId, reply), one.State?.Value))],
            reply.NextToken);

    private static Page<string> PublicSnapshotIds(DescribeSnapshotsResponse reply) =>
        new([.. (reply.Snapshots ?? []).Select(snapshot => OfSnapshot(snapshot.SnapshotId, reply))], reply.NextToken);

    private static Page<TieringOperation> TieringOperations(DescribeSnapshotTierStatusResponse reply) =>
        new(
            [
                .. (reply.SnapshotTierStatuses ?? []).Select(status => new TieringOperation(
                    OfSnapshot(status.SnapshotId, reply),
                    status.LastTieringOperationStatus?.Value,
                    IsInArchive: status.StorageTier == Amazon.EC2.StorageTier.Archive,
                    HasExpiry: status.RestoreExpiryTime is not null)),
            ],
            reply.NextToken);

    private static Page<TierStatus> TierStatuses(DescribeSnapshotTierStatusResponse reply) =>
        new(
            [
                .. (reply.SnapshotTierStatuses ?? [])
                    .Select(status => new TierStatus(OfSnapshot(status.SnapshotId, reply), Utc(status.ArchivalCompleteTime))),
            ],
            reply.NextToken);

    /// <summary>An instant as the SDK reads it.</summary>
    internal static DateTimeOffset? Utc(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Local } local => new DateTimeOffset(local).ToUniversalTime(),
        { } utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
    };

    private static IReadOnlyList<string> Shares(string snapshotId, DescribeSnapshotAttributeResponse reply) =>
        reply.SnapshotId == snapshotId
            ? [.. (reply.CreateVolumePermissions ?? []).Select(share => WithWhom(share, reply))]
            : throw AwsErrorMapper.Unreadable($"The reply is about another snapshot than {snapshotId}.", reply);

    private static string WithWhom(CreateVolumePermission share, DescribeSnapshotAttributeResponse reply) =>
        Named(share.Group?.Value ?? share.UserId, "A share names neither a group nor an account.", reply);

    private static string OfSnapshot(string? id, Amazon.Runtime.AmazonWebServiceResponse reply) =>
        Named(id, "An item on the page names no snapshot.", reply);
}
