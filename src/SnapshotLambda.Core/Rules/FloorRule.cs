namespace SnapshotLambda.Core;

/// <summary>
/// Keeps the newest <c>keepLatestPerVolume</c> of each volume whatever their age, so that a backup job that died never
/// loses its last backups. It counts completed snapshots of the standard tier in scope, since anyone else's may vanish by
/// themselves; equal start times are ordered by id. Copies belong to no volume and are never grouped.
/// </summary>
internal sealed class FloorRule : IRule
{
    private readonly Dictionary<Snapshot, Reason> _kept = new(ReferenceEqualityComparer.Instance);

    /// <param name="inScope">The snapshots in scope, in any order.</param>
    /// <param name="policy">How many to keep, and whether volumes that are gone count.</param>
    /// <param name="existingVolumeIds">The volumes that exist; needed unless the policy keeps none.</param>
    public FloorRule(IEnumerable<Snapshot> inScope, Policy policy, IReadOnlySet<string> existingVolumeIds)
    {
        if (policy.KeepLatestPerVolume == 0) return;
        foreach (var (volumeId, newest) in NewestByVolume(inScope, policy.KeepLatestPerVolume))
        {
            if (FloorOf(volumeId, policy.DeletedVolumes, existingVolumeIds) is not { } reason) continue;
            foreach (var (snapshot, _) in newest.UnorderedItems) _kept.Add(snapshot, reason);
        }
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => _kept.GetValueOrDefault(snapshot);

    private static Reason? FloorOf(string volumeId, DeletedVolumes deletedVolumes, IReadOnlySet<string> existingVolumeIds) =>
        existingVolumeIds.Contains(volumeId)
            ? Reason.NewestOfVolume
            : deletedVolumes switch
            {
                DeletedVolumes.KeepLatest => Reason.NewestOfDeletedVolume,
                DeletedVolumes.AgeOnly => null,
            };

    private static Dictionary<string, PriorityQueue<Snapshot, (DateTimeOffset StartTime, string Id)>> NewestByVolume(IEnumerable<Snapshot> inScope, int count)
    {
        var newest = new Dictionary<string, PriorityQueue<Snapshot, (DateTimeOffset, string)>>(StringComparer.Ordinal);
        foreach (var snapshot in inScope)
        {
            if (!Counts(snapshot)) continue;
            if (!newest.TryGetValue(snapshot.VolumeId!, out var ofVolume))
                newest.Add(snapshot.VolumeId!, ofVolume = new PriorityQueue<Snapshot, (DateTimeOffset, string)>(OldestFirst.Keys));
            var key = (snapshot.StartTime!.Value, snapshot.Id);
            if (ofVolume.Count < count) ofVolume.Enqueue(snapshot, key);
            else ofVolume.EnqueueDequeue(snapshot, key);
        }

        return newest;
    }

    private static bool Counts(Snapshot snapshot) =>
        snapshot is { HasLineage: true, StartTime: not null, State: SnapshotState.Completed, Tier: StorageTier.Standard };
}

internal sealed partial record Reason
{
    /// <summary>Among the newest of its volume.</summary>
    public static Reason NewestOfVolume { get; } = new(nameof(NewestOfVolume), "among the newest keepLatestPerVolume of its volume");

    /// <summary>Among the newest of a volume that no longer exists.</summary>
    public static Reason NewestOfDeletedVolume { get; } = new(nameof(NewestOfDeletedVolume), "among the newest keepLatestPerVolume of a volume that no longer exists");
}
