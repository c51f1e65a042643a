using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps the newest <c>keepLatestPerVolume</c> of each volume whatever their age, so that a dead backup job never loses its last backups.
/// Only completed snapshots in scope count, since others may vanish. Snapshots of the standard tier come first, and archived ones fill up
/// the number: the archived last backup of a volume stays too. A snapshot restored from the archive temporarily, or on its way between
/// tiers, takes nobody's place: the rule is evaluated with and without it, and keeps the newest of both. Equal start times are ordered by
/// id. Copies belong to no volume and are never grouped.
/// </summary>
internal sealed class KeepLatestRule : IRule
{
    private readonly Dictionary<Snapshot, Reason> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<Snapshot>> _keepers = new(StringComparer.Ordinal);

    /// <param name="retention">The number to keep, and the treatment of deleted volumes.</param>
    /// <param name="existingVolumeIds">The volumes that exist; empty is enough if none are kept.</param>
    /// <param name="tiering">Names the snapshots on their way between tiers; null if EC2 was not asked.</param>
    public KeepLatestRule(
        IEnumerable<Snapshot> inScope, Retention retention, IReadOnlySet<string> existingVolumeIds, TieringRule? tiering = null)
    {
        if (retention.KeepLatestPerVolume == 0) return;
        Keep(inScope);
        if (inScope.Any(IsUnderWay)) Keep(inScope.Where(snapshot => !IsUnderWay(snapshot)));

        bool IsUnderWay(Snapshot snapshot) => snapshot.IsTemporarilyRestored || tiering?.WhyKeep(snapshot) is not null;

        void Keep(IEnumerable<Snapshot> snapshots)
        {
            foreach (var (volumeId, newest) in NewestByVolume(snapshots, retention.KeepLatestPerVolume))
            {
                if (FloorOf(volumeId, retention.DeletedVolumes, existingVolumeIds) is not { } reason) continue;
                Snapshot[] keepers = [.. newest.UnorderedItems.Select(item => item.Element)];
                foreach (var snapshot in keepers) _kept[snapshot] = reason;
                _keepers[volumeId] = keepers;
            }
        }
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => _kept.GetValueOrDefault(snapshot);

    /// <summary>The snapshots of a volume that this rule keeps, so that others of it may be deleted; empty if it has no floor.</summary>
    public IReadOnlyList<Snapshot> KeepersOf(string volumeId) => _keepers.GetValueOrDefault(volumeId, []);

    /// <summary>True if a snapshot can be among the newest of its volume.</summary>
    public static bool Counts(Snapshot snapshot) =>
        snapshot is { HasLineage: true, StartTime: not null, State: SnapshotState.Completed };

    private static Reason? FloorOf(string volumeId, DeletedVolumes deletedVolumes, IReadOnlySet<string> existingVolumeIds) =>
        existingVolumeIds.Contains(volumeId)
            ? Reason.NewestOfVolume
            : deletedVolumes switch
            {
                DeletedVolumes.KeepLatest => Reason.NewestOfDeletedVolume,
                DeletedVolumes.AgeOnly => null,
            };

    private static Dictionary<string, PriorityQueue<Snapshot, Rank>> NewestByVolume(IEnumerable<Snapshot> inScope, int count)
    {
        var newest = new Dictionary<string, PriorityQueue<Snapshot, Rank>>(StringComparer.Ordinal);
        foreach (var snapshot in inScope)
        {
            if (!Counts(snapshot)) continue;
            if (!newest.TryGetValue(snapshot.VolumeId!, out var ofVolume))
                newest.Add(snapshot.VolumeId!, ofVolume = new PriorityQueue<Snapshot, Rank>());
            var rank = new Rank(snapshot);
            if (ofVolume.Count < count) ofVolume.Enqueue(snapshot, rank);
            else ofVolume.EnqueueDequeue(snapshot, rank);
        }

        return newest;
    }

    /// <summary>The order in which snapshots give up their place: the lower one first.</summary>
    private readonly struct Rank(Snapshot snapshot) : IComparable<Rank>
    {
        private readonly Snapshot _snapshot = snapshot;

        public int CompareTo(Rank other) =>
            IsStandard != other.IsStandard
                ? IsStandard.CompareTo(other.IsStandard)
                : OldestFirst.Instance.Compare(_snapshot, other._snapshot);

        private bool IsStandard => _snapshot.Tier is StorageTier.Standard;
    }
}
