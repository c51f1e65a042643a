using Amazon.EC2.Model;
using SnapshotLambda.Core.Errors;

namespace SnapshotLambda.Aws;

/// <content>What an undo asks.</content>
internal sealed partial class Ec2
{
    /// <inheritdoc/>
    public Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken) =>
        attempt.MakeAsync(
            ct => client.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = snapshotId }, ct),
            _ => true,
            DeletePatience,
            cancellationToken);

    /// <inheritdoc/>
    public Task RemoveTagsAsync(IReadOnlyList<string> snapshotIds, IReadOnlyList<string> tagKeys, CancellationToken cancellationToken)
    {
        var request = Removal(snapshotIds, tagKeys);
        return attempt.MakeAsync(ct => client.DeleteTagsAsync(request, ct), _ => true, DeletePatience, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<AwsError?> DenialOfRemoveTagsAsync(string snapshotId, IReadOnlyList<string> tagKeys, CancellationToken cancellationToken)
    {
        var request = Removal([snapshotId], tagKeys);
        request.DryRun = true;
        return DenialAsync(ct => client.DeleteTagsAsync(request, ct), cancellationToken);
    }

    private static DeleteTagsRequest Removal(IReadOnlyList<string> snapshotIds, IReadOnlyList<string> tagKeys)
    {
        // Without a key EC2 would take every tag off.
        ArgumentOutOfRangeException.ThrowIfZero(tagKeys.Count);
        return new([.. snapshotIds]) { Tags = [.. tagKeys.Select(key => new Amazon.EC2.Model.Tag(key))] };
    }
}
