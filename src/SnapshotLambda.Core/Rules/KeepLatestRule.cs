using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps the newest <c>keepLatestPerVolume</c> of each volume whatever their age, so that a backup job that died never
/// loses its last backups. It counts completed snapshots in scope, since anyone else's may vanish by themselves: those of the
/// standard tier, which can be used at once, and only where they are too few the newest of the others, so that the archived last
/// backup of a volume stays too. One that was restored from the archive for a time, or is on its way between tiers, takes nobody's place: it is
/// kept where it would be among the newest, and so is what would be without it. Equal start times are ordered by id. Copies belong to
/// no volume and are never grouped.
/// </summary>
internal sealed class KeepLatestRule : IRule
{
    private readonly Dictionary<Snapshot, Reason> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<Snapshot>> _keepers = new(StringComparer.Ordinal);

    /// <param name="inScope">The snapshots in scope, in any order.</param>
    /// <param name="retention">How many to keep, and whether volumes that are gone count.</param>
    /// <param name="existingVolumeIds">The volumes that exist; needed unless none are kept.</param>
    /// <param name="tiering">Which snapshots are under way between tiers; null where that was not asked.</param>
    public KeepLatestRule(IEnumerable<Snapshot> inScope, Retention retention, IReadOnlySet<string> existingVolumeIds, TieringRule? tiering = null)
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

    /// <summary>The snapshots that this rule keeps of a volume, so that others of it may go; none where it holds no floor.</summary>
    public IReadOnlyList<Snapshot> KeepersOf(string volumeId) => _keepers.GetValueOrDefault(volumeId, []);

    /// <summary>Whether a snapshot can be one of those.</summary>
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

    /// <summary>The lower one gives up its place first.</summary>
    private readonly struct Rank(Snapshot snapshot) : IComparable<Rank>
    {
        private readonly Snapshot _snapshot = snapshot;

        public int CompareTo(Rank other) =>
            IsStandard != other.IsStandard ? IsStandard.CompareTo(other.IsStandard) : OldestFirst.Instance.Compare(_snapshot, other._snapshot);

        private bool IsStandard => _snapshot.Tier is StorageTier.Standard;
    }
}
