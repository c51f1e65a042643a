using Amazon.EC2.Model;
using SnapshotLambda.Core.Errors;
using Tag = SnapshotLambda.Core.Snapshots.Tag;

namespace SnapshotLambda.Aws;

/// <content>Calls about tags.</content>
internal sealed partial class Ec2
{
    /// <inheritdoc/>
    public Task TagSnapshotsAsync(IReadOnlyList<string> snapshotIds, IReadOnlyList<Tag> tags, CancellationToken cancellationToken)
    {
        var request = Tagging(snapshotIds, tags);
        return attempt.MakeAsync(ct => client.CreateTagsAsync(request, ct), _ => true, DeletePatience, cancellationToken);
    }

    /// <inheritdoc/>
    public Task UntagSnapshotsAsync(IReadOnlyList<string> snapshotIds, string tagKey, CancellationToken cancellationToken)
    {
        var request = Untagging(snapshotIds, tagKey);
        return attempt.MakeAsync(ct => client.DeleteTagsAsync(request, ct), _ => true, DeletePatience, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AwsError?> DenialOfTagAsync(string snapshotId, IReadOnlyList<Tag> tags, CancellationToken cancellationToken)
    {
        var request = Tagging([snapshotId], tags);
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

    private static CreateTagsRequest Tagging(IReadOnlyList<string> snapshotIds, IReadOnlyList<Tag> tags) =>
        new([.. snapshotIds], [.. tags.Select(tag => new Amazon.EC2.Model.Tag(tag.Key, tag.Value))]);

    private static DeleteTagsRequest Untagging(IReadOnlyList<string> snapshotIds, string tagKey)
    {
        // Without a key EC2 would take every tag off.
        ArgumentException.ThrowIfNullOrEmpty(tagKey);
        return new([.. snapshotIds]) { Tags = [new(tagKey)] };
    }
}
