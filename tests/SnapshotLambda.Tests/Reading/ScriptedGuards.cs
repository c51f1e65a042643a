using SnapshotLambda.Aws;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Tests.Reading;

/// <summary>What EC2 says to guards that ask about single snapshots; nothing else is asked.</summary>
internal sealed class ScriptedGuards : IEc2Guards
{
    public List<string> Asked { get; } = [];

    public Func<string, CancellationToken, Task<IReadOnlyList<string>>> Shares { get; init; } = (_, _) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public TierStatus[] TierStatuses { get; init; } = [];

    public Task<IReadOnlyList<string>> ListSharesAsync(string snapshotId, CancellationToken cancellationToken)
    {
        lock (Asked) Asked.Add(snapshotId);
        return Shares(snapshotId, cancellationToken);
    }

    public IAsyncEnumerable<IReadOnlyList<TierStatus>> ListTierStatusesAsync(
        IEnumerable<string> snapshotIds, CancellationToken cancellationToken)
    {
        Asked.AddRange(snapshotIds);
        return TierStatuses.Chunk(2).ToAsyncEnumerable();
    }

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
}
