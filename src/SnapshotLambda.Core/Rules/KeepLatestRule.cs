using System.Runtime.InteropServices;
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
    private readonly Dictionary<string, Newest> _newest = new(StringComparer.Ordinal);
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
        AddAll(governed);
        var areDoubtful = false;
        foreach (var (lineage, newest) in _newest)
        {
            if (FloorOf(lineage) is not { } reason) continue;
            Keep(newest, reason);
            if (newest.AreAll(members.Contains)) continue;
            newest.BeginAnew();
            areDoubtful = true;
        }

        if (!areDoubtful) return;
        AddMembersAnew(governed);
        foreach (var (lineage, newest) in _newest)
        {
            if (newest.IsAnew) Keep(newest, FloorOf(lineage)!);
        }
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => _kept.GetValueOrDefault(snapshot);

    /// <summary>The snapshots of a lineage that this rule keeps, so that others of it may be deleted; empty if it has no floor.</summary>
    public IEnumerable<Snapshot> KeepersOf(string lineage) =>
        _newest.TryGetValue(lineage, out var newest) && FloorOf(lineage) is not null ? newest.ToArray() : [];

    private Reason? FloorOf(string lineage) =>
        Lineage.IsOfTag(lineage) || _inventory.MayHaveBinnedVolumes || _inventory.ExistingVolumeIds.Contains(lineage)
            ? Reason.NewestOfVolume
            : _retention.DeletedVolumes switch
            {
                DeletedVolumes.KeepLatest => Reason.NewestOfDeletedVolume,
                DeletedVolumes.AgeOnly => null,
            };

    private void Keep(Newest newest, Reason reason) => newest.AreAll(snapshot =>
    {
        _kept[snapshot] = reason;
        return true;
    });

    private void AddAll(IEnumerable<Snapshot> governed)
    {
        var membership = _members.Membership;
        foreach (var snapshot in governed)
        {
            if (membership.CountedLineageOf(snapshot) is not { } lineage) continue;
            ref var newest = ref CollectionsMarshal.GetValueRefOrAddDefault(_newest, lineage, out _);
            newest ??= new Newest(_retention.KeepLatestPerVolume);
            newest.Add(snapshot, membership.Lasts(snapshot));
        }
    }

    private void AddMembersAnew(IEnumerable<Snapshot> governed)
    {
        var membership = _members.Membership;
        foreach (var snapshot in governed)
        {
            if (membership.CountedLineageOf(snapshot) is { } lineage
                && _newest.TryGetValue(lineage, out var newest) && newest.IsAnew && newest.MayTake(snapshot)
                && _members.Contains(snapshot))
            {
                newest.Add(snapshot, membership.Lasts(snapshot));
            }
        }
    }

    /// <summary>The newest snapshots of one lineage, and the newest of those that last. Most lineages have one of either.</summary>
    private sealed class Newest(int count)
    {
        private Snapshot? _top;
        private Snapshot? _topLasting;
        private PriorityQueue<Snapshot, Rank>? _all;
        private PriorityQueue<Snapshot, Rank>? _lasting;

        /// <summary>True after <see cref="BeginAnew"/>.</summary>
        public bool IsAnew { get; private set; }

        public void BeginAnew()
        {
            (_top, _topLasting, IsAnew) = (null, null, true);
            _all?.Clear();
            _lasting?.Clear();
        }

        public void Add(Snapshot snapshot, bool lasts)
        {
            if (count == 1)
            {
                _top = Newer(_top, snapshot);
                if (lasts) _topLasting = Newer(_topLasting, snapshot);
                return;
            }

            Enqueue(_all ??= new PriorityQueue<Snapshot, Rank>(), snapshot);
            if (lasts) Enqueue(_lasting ??= new PriorityQueue<Snapshot, Rank>(), snapshot);
        }

        /// <summary>False if the snapshot would change nothing, so that nobody need ask whether it counts.</summary>
        public bool MayTake(Snapshot snapshot) =>
            count > 1 || _topLasting is null || new Rank(snapshot).CompareTo(new Rank(_topLasting)) > 0;

        /// <summary>True if a test holds for each of them.</summary>
        public bool AreAll(Func<Snapshot, bool> suits)
        {
            if (count > 1) return Array.TrueForAll(ToArray(), snapshot => suits(snapshot));
            return (_top is null || suits(_top)) && (_topLasting is null || ReferenceEquals(_top, _topLasting) || suits(_topLasting));
        }

        public Snapshot[] ToArray() =>
        [
            .. new[] { _top, _topLasting }.OfType<Snapshot>()
                .Concat(_all?.UnorderedItems.Select(item => item.Element) ?? [])
                .Concat(_lasting?.UnorderedItems.Select(item => item.Element) ?? [])
                .Distinct<Snapshot>(ReferenceEqualityComparer.Instance),
        ];

        private static Snapshot Newer(Snapshot? one, Snapshot other) =>
            one is null || new Rank(other).CompareTo(new Rank(one)) > 0 ? other : one;

        private void Enqueue(PriorityQueue<Snapshot, Rank> newest, Snapshot snapshot)
        {
            var rank = new Rank(snapshot);
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
