using System.Globalization;
using System.Runtime.InteropServices;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps the newest snapshot of each of the last days, ISO weeks, months and years of a volume that have one, in UTC. The four counts do
/// not know of each other, and a snapshot that one of them keeps stays, as with <c>restic forget</c>:
/// https://restic.readthedocs.io/en/stable/060_forget.html Of one period a snapshot of the standard tier comes before an archived one, and
/// of equal start times the one with the later id. Periods hold for volumes that no longer exist too.
/// </summary>
internal sealed class PeriodRule : IRule
{
    private readonly Dictionary<Snapshot, Periods> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<Snapshot>> _keepers = new(StringComparer.Ordinal);

    /// <param name="governed">The snapshots that the retention governs.</param>
    /// <param name="retention">The counts.</param>
    /// <param name="members">Says which of them count.</param>
    public PeriodRule(IEnumerable<Snapshot> governed, Retention retention, Members members)
    {
        (Periods Period, int Count, Func<DateTime, int> NumberOf)[] counts =
        [
            .. ((Periods Period, int Count, Func<DateTime, int> NumberOf)[])
            [
                (Periods.Yearly, retention.KeepYearly, day => day.Year),
                (Periods.Monthly, retention.KeepMonthly, day => (day.Year * 12) + day.Month),
                (Periods.Weekly, retention.KeepWeekly, day => (ISOWeek.GetYear(day) * 100) + ISOWeek.GetWeekOfYear(day)),
                (Periods.Daily, retention.KeepDaily, day => (int)(day.Ticks / TimeSpan.TicksPerDay)),
            ],
        ];
        counts = [.. counts.Where(one => one.Count > 0)];
        if (counts.Length == 0) return;
        foreach (var (lineage, ofLineage) in ByLineage(governed, members.Membership))
        {
            ofLineage.Sort((x, y) => OldestFirst.Instance.Compare(y, x));
            var newestFirst = new Candidates(ofLineage, members);
            var keepers = new HashSet<Snapshot>(ReferenceEqualityComparer.Instance);
            foreach (var (period, count, numberOf) in counts)
                foreach (var keeper in NewestOf(newestFirst, count, numberOf))
                {
                    keepers.Add(keeper);
                    _kept[keeper] = _kept.GetValueOrDefault(keeper) | period;
                }

            _keepers.Add(lineage, [.. keepers]);
        }
    }

    [Flags]
    private enum Periods
    {
        Daily = 1,
        Weekly = 2,
        Monthly = 4,
        Yearly = 8,
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot)
    {
        var periods = _kept.GetValueOrDefault(snapshot);
        return periods == 0 ? null
            : periods.HasFlag(Periods.Yearly) ? Reason.KeptYearly
            : periods.HasFlag(Periods.Monthly) ? Reason.KeptMonthly
            : periods.HasFlag(Periods.Weekly) ? Reason.KeptWeekly
            : Reason.KeptDaily;
    }

    /// <summary>Every period whose place the snapshot has, the coarsest first.</summary>
    public IEnumerable<Reason> AllFor(Snapshot snapshot)
    {
        var periods = _kept.GetValueOrDefault(snapshot);
        if (periods.HasFlag(Periods.Yearly)) yield return Reason.KeptYearly;
        if (periods.HasFlag(Periods.Monthly)) yield return Reason.KeptMonthly;
        if (periods.HasFlag(Periods.Weekly)) yield return Reason.KeptWeekly;
        if (periods.HasFlag(Periods.Daily)) yield return Reason.KeptDaily;
    }

    /// <summary>The snapshots of a lineage that this rule keeps.</summary>
    public IReadOnlyList<Snapshot> KeepersOf(string lineage) => _keepers.GetValueOrDefault(lineage, []);

    private static Dictionary<string, List<Snapshot>> ByLineage(IEnumerable<Snapshot> governed, Membership membership)
    {
        var byLineage = new Dictionary<string, List<Snapshot>>(StringComparer.Ordinal);
        foreach (var snapshot in governed)
        {
            if (membership.CountedLineageOf(snapshot) is not { } lineage) continue;
            ref var ofLineage = ref CollectionsMarshal.GetValueRefOrAddDefault(byLineage, lineage, out _);
            (ofLineage ??= []).Add(snapshot);
        }

        return byLineage;
    }

    /// <summary>The newest of each of the last periods that have one, the newest period first.</summary>
    private static IEnumerable<Snapshot> NewestOf(Candidates newestFirst, int count, Func<DateTime, int> numberOf)
    {
        for (var i = 0; i < newestFirst.Count && count > 0;)
        {
            if (!newestFirst.Counts(i))
            {
                i++;
                continue;
            }

            var (keeper, number) = (newestFirst[i], NumberOf(i));
            for (i++; i < newestFirst.Count && NumberOf(i) == number; i++)
            {
                if (keeper.Tier is not StorageTier.Standard && newestFirst[i].Tier is StorageTier.Standard && newestFirst.Counts(i))
                    keeper = newestFirst[i];
            }

            count--;
            yield return keeper;
        }

        int NumberOf(int i) => numberOf(newestFirst[i].StartTime!.Value.UtcDateTime);
    }

    /// <summary>The snapshots of one lineage. Whether one counts is costly to say, and asked only where it matters, once.</summary>
    private sealed class Candidates(List<Snapshot> snapshots, Members members)
    {
        private readonly bool?[] _count = new bool?[snapshots.Count];

        public int Count => snapshots.Count;

        public Snapshot this[int index] => snapshots[index];

        public bool Counts(int index) => _count[index] ??= members.Contains(snapshots[index]);
    }
}
