using Amazon.EC2.Model;
using SnapshotLambda.Core.Errors;
using Tag = SnapshotLambda.Core.Snapshots.Tag;

namespace SnapshotLambda.Aws;

/// <summary>The part of EC2 that marks snapshots and looks where they went.</summary>
internal sealed partial class Ec2
{
    /// <inheritdoc/>
    public Task TagSnapshotsAsync(IReadOnlyList<string> snapshotIds, Tag tag, CancellationToken cancellationToken)
    {
        var request = Tagging(snapshotIds, tag);
        return attempt.MakeAsync(ct => client.CreateTagsAsync(request, ct), _ => true, DeletePatience, cancellationToken);
    }

    /// <inheritdoc/>
    public Task UntagSnapshotsAsync(IReadOnlyList<string> snapshotIds, string tagKey, CancellationToken cancellationToken)
    {
        var request = Untagging(snapshotIds, tagKey);
        return attempt.MakeAsync(ct => client.DeleteTagsAsync(request, ct), _ => true, DeletePatience, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AwsError?> DenialOfTagAsync(string snapshotId, Tag tag, CancellationToken cancellationToken)
    {
        var request = Tagging([snapshotId], tag);
        request.DryRun = true;
        return DenialAsync(ct => client.CreateTagsAsync(request, ct), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AwsError?> DenialOfUntagAsync(string snapshotId, string tagKey, CancellationToken cancellationToken)
    {
        var request = Untagging([snapshotId], tagKey);
        request.DryRun = true;
        return DenialAsync(ct => client.DeleteTagsAsync(request, ct), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> IsInRecycleBinAsync(string snapshotId, CancellationToken cancellationToken)
    {
        try
        {
            // No MaxResults: EC2 refuses it beside ids in its other listings.
            var pages = Paginator.PagesAsync(
                (token, cancel) => ReadAsync(ct => client.ListSnapshotsInRecycleBinAsync(new() { SnapshotIds = [snapshotId], NextToken = token }, ct), BinnedIds, cancel),
                cancellationToken);
            await foreach (var page in pages)
                if (page.Contains(snapshotId)) return true;
            return false;
        }
        catch (AwsCallException e) when (e.Error.Class is ErrorClass.AlreadyGone)
        {
            return false;
        }
    }

    private static CreateTagsRequest Tagging(IReadOnlyList<string> snapshotIds, Tag tag) => new([.. snapshotIds], [new(tag.Key, tag.Value)]);

    private static DeleteTagsRequest Untagging(IReadOnlyList<string> snapshotIds, string tagKey)
    {
        // Without a key EC2 would take every tag off.
        ArgumentException.ThrowIfNullOrEmpty(tagKey);
        return new([.. snapshotIds]) { Tags = [new(tagKey)] };
    }

    private static Page<string> BinnedIds(ListSnapshotsInRecycleBinResponse reply) =>
        new([.. (reply.Snapshots ?? []).Select(snapshot => Named(snapshot.SnapshotId, "A snapshot in the Recycle Bin has no id.", reply))], reply.NextToken);
}
