using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Execution;

/// <summary>
/// What EC2 does when a deletion is asked for, an internal error if it does nothing else; of all the rest only look-ups are answered, and
/// the listing of snapshots where there is one.
/// </summary>
internal sealed class ScriptedEc2(Action delete, bool isStillThere) : IEc2
{
    public Func<CancellationToken, Func<CancellationToken, Task>?, IAsyncEnumerable<IReadOnlyList<Snapshot>>>? Snapshots { get; init; }

    public Task DeleteSnapshotAsync(string snapshotId, CancellationToken cancellationToken)
    {
        delete();
        throw new AwsCallException(new AwsError(ErrorClass.Transient, "InternalError", "An internal error has occurred", "r", 500));
    }

    public Task<IReadOnlyList<Snapshot>> FindSnapshotsAsync(IReadOnlyCollection<string> snapshotIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Snapshot>>(isStillThere
            ? [.. snapshotIds.Select(id => new Snapshot { Id = id, StartTime = DateTimeOffset.UnixEpoch, State = SnapshotState.Completed })]
            : []);

    public IAsyncEnumerable<IReadOnlyList<Snapshot>> ListSnapshotsAsync(
        CancellationToken cancellationToken, Func<CancellationToken, Task>? beforeNext = null) =>
        Snapshots?.Invoke(cancellationToken, beforeNext) ?? throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<Image>> ListImagesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<string>> ListBinnedImageIdsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<string>> ListLaunchTemplateSnapshotIdsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<LaunchTemplateSummary>> ListLaunchTemplatesAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Page<string>> ReadLaunchTemplateAsync(string launchTemplateId, string? token, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<SnapshotLock>> ListLocksAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<FastRestore>> ListFastRestoresAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<TieringOperation>> ListTieringOperationsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<string>> ListPublicSnapshotIdsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<TierStatus>> ListTierStatusesAsync(
        IEnumerable<string> snapshotIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveTagsAsync(
        IReadOnlyList<string> snapshotIds, IReadOnlyList<string> tagKeys, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<AwsError?> DenialOfRemoveTagsAsync(
        string snapshotId, IReadOnlyList<string> tagKeys, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListSharesAsync(string snapshotId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<string>> ListVolumeIdsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<string>> ListBinnedVolumeIdsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListRegionsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CheckDryRunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AwsError?> DenialOfDeletionAsync(string snapshotId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task TagSnapshotsAsync(IReadOnlyList<string> snapshotIds, IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task UntagSnapshotsAsync(IReadOnlyList<string> snapshotIds, string tagKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<AwsError?> DenialOfTagAsync(string snapshotId, IReadOnlyList<Tag> tags, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<AwsError?> DenialOfUntagAsync(string snapshotId, string tagKey, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RecycleBinEntry?> FindBinnedAsync(string snapshotId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<IReadOnlyList<RecycleBinEntry>> ListBinnedAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
