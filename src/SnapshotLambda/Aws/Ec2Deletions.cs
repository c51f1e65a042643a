using Amazon.EC2.Model;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;
using Snapshot = SnapshotLambda.Core.Snapshots.Snapshot;

namespace SnapshotLambda.Aws;

/// <content>Deletions, and look-ups before and after.</content>
internal sealed partial class Ec2
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Snapshot>> FindSnapshotsAsync(
        IReadOnlyCollection<string> snapshotIds, CancellationToken cancellationToken)
    {
        var found = new List<Snapshot>();
        var reading = new SnapshotsUnmarshaller();
        foreach (var ids in snapshotIds.Chunk(MostFilterValues))
        {
            var pages = Paginator.PagesAsync(
                (token, cancel) => ReadAsync(ct => client.DescribeSnapshotsAsync(Lookup(ids, token), reading, ct), Snapshots, cancel),
                cancellationToken);
            await foreach (var page in pages) found.AddRange(page.Where(snapshot => ids.Contains(snapshot.Id, StringComparer.Ordinal)));
        }

        return found;
    }

    /// <inheritdoc/>
    public Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken) =>
        attempt.MakeAsync(
            ct => client.DeleteSnapshotAsync(new() { SnapshotId = snapshotId }, ct), _ => true, DeletePatience, cancellationToken);

    /// <inheritdoc/>
    public async Task<AwsError?> DenialOfDeletionAsync(string snapshotId, CancellationToken cancellationToken)
    {
        await CheckDryRunOfDeletionAsync(cancellationToken);
        var request = new DeleteSnapshotRequest { SnapshotId = snapshotId, DryRun = true };
        return await DenialAsync(ct => client.DeleteSnapshotAsync(request, ct), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<RecycleBinEntry?> FindBinnedAsync(string snapshotId, CancellationToken cancellationToken)
    {
        try
        {
            // No MaxResults: EC2 refuses it beside ids in its other listings.
            var pages = Paginator.PagesAsync(
                (token, cancel) => ReadAsync(
                    ct => client.ListSnapshotsInRecycleBinAsync(new() { SnapshotIds = [snapshotId], NextToken = token }, ct),
                    BinnedPage,
                    cancel),
                cancellationToken);
            await foreach (var page in pages)
                if (page.FirstOrDefault(snapshot => snapshot.Id == snapshotId) is { } found) return found;
            return null;
        }
        catch (AwsCallException e) when (e.Error.Class is ErrorClass.AlreadyGone)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<RecycleBinEntry>> ListBinnedAsync(CancellationToken cancellationToken) =>
        Paginator.PagesAsync(
            (token, cancel) => ReadAsync(
                ct => client.ListSnapshotsInRecycleBinAsync(new() { MaxResults = Paginator.PageSize, NextToken = token }, ct),
                BinnedPage,
                cancel),
            cancellationToken);

    private static DescribeSnapshotsRequest Lookup(IEnumerable<string> snapshotIds, string? token) =>
        new()
        {
            OwnerIds = ["self"],
            Filters = [new Filter("snapshot-id", [.. snapshotIds])],
            MaxResults = Paginator.PageSize,
            NextToken = token,
        };

    private static Page<RecycleBinEntry> BinnedPage(ListSnapshotsInRecycleBinResponse reply) =>
        new([.. (reply.Snapshots ?? []).Select(snapshot => Binned(snapshot, reply))], reply.NextToken);

    private static RecycleBinEntry Binned(SnapshotRecycleBinInfo snapshot, ListSnapshotsInRecycleBinResponse reply) => new(
        Named(snapshot.SnapshotId, "A snapshot in the Recycle Bin has no id.", reply),
        Utc(snapshot.RecycleBinEnterTime),
        Utc(snapshot.RecycleBinExitTime));
}
