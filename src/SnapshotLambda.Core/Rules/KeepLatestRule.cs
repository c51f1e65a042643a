using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps the newest <c>keepLatestPerVolume</c> of each volume whatever their age, so that a dead backup job never loses its last backups.
/// Snapshots of the standard tier come first, and archived ones fill up the number. Equal start times are ordered by id. Copies belong to
/// no volume and are never grouped, unless a tag stands for it. A snapshot that may vanish by itself takes nobody's place: the rule keeps
/// the newest of all that are completed and the newest of those that count (<see cref="Members"/>), and of either the newest that are at
/// least two days old.
/// </summary>
internal sealed class KeepLatestRule : IRule
{
    private readonly Dictionary<Snapshot, Reason> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<Snapshot>> _keepers = new(StringComparer.Ordinal);
    private readonly Retention _retention;
    private readonly Members _members;
    private readonly Inventory _inventory;

    /// <param name="governed">The snapshots that the retention governs.</param>
    /// <param name="retention">The number to keep, and the treatment of deleted volumes.</param>
    /// <param name="members">Says which of them count.</param>
    /// <param name="inventory">The volumes that exist; none are enough if none are kept.</param>
    public KeepLatestRule(IEnumerable<Snapshot> governed, Retention retention, Members members, Inventory inventory)
    {
        (_retention, _members, _inventory) = (retention, members, inventory);
        if (retention.KeepLatestPerVolume == 0) return;
        var doubtful = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (lineage, newest) in NewestByLineage(governed, members.Membership.MayContain))
        {
            if (FloorOf(lineage) is not { } reason) continue;
            Keep(newest.All.Concat(newest.Lasting), reason);
            if (newest.All.Concat(newest.Lasting).All(members.Contains)) KeepAsKeepers(lineage, newest, reason);
            else doubtful.Add(lineage);
        }

        if (doubtful.Count == 0) return;
        foreach (var (lineage, newest) in NewestByLineage(
            governed,
            snapshot => members.Membership.LineageOf(snapshot) is { } lineage && doubtful.Contains(lineage) && members.Contains(snapshot)))
        {
            KeepAsKeepers(lineage, newest, FloorOf(lineage)!);
        }
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => _kept.GetValueOrDefault(snapshot);

    /// <summary>The snapshots of a lineage that this rule keeps, so that others of it may be deleted; empty if it has no floor.</summary>
    public IReadOnlyList<Snapshot> KeepersOf(string lineage) => _keepers.GetValueOrDefault(lineage, []);

    private Reason? FloorOf(string lineage) =>
        Lineage.IsOfTag(lineage) || _inventory.MayHaveBinnedVolumes || _inventory.ExistingVolumeIds.Contains(lineage)
            ? Reason.NewestOfVolume
            : _retention.DeletedVolumes switch
            {
                DeletedVolumes.KeepLatest => Reason.NewestOfDeletedVolume,
                DeletedVolumes.AgeOnly => null,
            };

    private void KeepAsKeepers(string lineage, Newest newest, Reason reason)
    {
        var keepers = new HashSet<Snapshot>(newest.All.Concat(newest.Lasting), ReferenceEqualityComparer.Instance);
        Keep(keepers, reason);
        _keepers.Add(lineage, [.. keepers]);
    }

    private void Keep(IEnumerable<Snapshot> snapshots, Reason reason)
    {
        foreach (var snapshot in snapshots) _kept[snapshot] = reason;
    }

    private Dictionary<string, Newest> NewestByLineage(IEnumerable<Snapshot> governed, Func<Snapshot, bool> counts)
    {
        var newest = new Dictionary<string, Newest>(StringComparer.Ordinal);
        foreach (var snapshot in governed)
        {
            if (!counts(snapshot)) continue;
            var lineage = _members.Membership.LineageOf(snapshot)!;
            if (!newest.TryGetValue(lineage, out var ofLineage))
                newest.Add(lineage, ofLineage = new Newest(_retention.KeepLatestPerVolume));
            ofLineage.Add(snapshot, _members.Membership.Lasts(snapshot));
        }

        return newest;
    }

    /// <summary>The newest snapshots of one lineage, and the newest of those that last.</summary>
    private sealed class Newest(int count)
    {
        private readonly PriorityQueue<Snapshot, Rank> _all = new();
        private readonly PriorityQueue<Snapshot, Rank> _lasting = new();

        public IEnumerable<Snapshot> All => _all.UnorderedItems.Select(item => item.Element);

        public IEnumerable<Snapshot> Lasting => _lasting.UnorderedItems.Select(item => item.Element);

        public void Add(Snapshot snapshot, bool lasts)
        {
            var rank = new Rank(snapshot);
            Add(_all, snapshot, rank);
            if (lasts) Add(_lasting, snapshot, rank);
        }

        private void Add(PriorityQueue<Snapshot, Rank> newest, Snapshot snapshot, Rank rank)
        {
            if (newest.Count < count) newest.Enqueue(snapshot, rank);
            else newest.EnqueueDequeue(snapshot, rank);
        }
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
