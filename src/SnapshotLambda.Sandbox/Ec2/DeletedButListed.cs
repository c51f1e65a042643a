using System.Collections.Concurrent;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>
/// Snapshots that were just deleted and are still listed: https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html
/// </summary>
internal sealed class DeletedButListed(TimeProvider time, TimeSpan lingering)
{
    private readonly ConcurrentDictionary<
        (string AccountId, string Region), ConcurrentQueue<(Ec2Snapshot Snapshot, DateTimeOffset GoneAt)>> _all = new();

    /// <summary>Adds a deleted snapshot for as long as it lingers.</summary>
    public void Add(string accountId, string region, Ec2Snapshot snapshot)
    {
        if (lingering > TimeSpan.Zero)
            _all.GetOrAdd((accountId, region), _ => new()).Enqueue((snapshot, time.GetUtcNow()));
    }

    /// <summary>The snapshots that still linger.</summary>
    public IReadOnlyList<Ec2Snapshot> Of(string accountId, string region)
    {
        if (!_all.TryGetValue((accountId, region), out var queue))
            return [];
        var now = time.GetUtcNow();
        while (queue.TryPeek(out var oldest) && now - oldest.GoneAt >= lingering)
            queue.TryDequeue(out _);
        return [.. queue.Select(ghost => ghost.Snapshot)];
    }
}
