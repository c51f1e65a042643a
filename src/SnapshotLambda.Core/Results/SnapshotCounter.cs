using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;

namespace SnapshotLambda.Core.Results;

/// <summary>Counts what became of the snapshots of a region, each once.</summary>
internal sealed class SnapshotCounter
{
    private readonly Dictionary<Reason, int> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OutcomeKind, int> _outcomes = [];
    private long _fullSizeBytes;

    /// <summary>The counts of a region whose candidates all have an outcome.</summary>
    public static SnapshotCounter Of(Plan plan, IReadOnlyList<SnapshotOutcome> deletions, NotHeld notHeld = default)
    {
        var tally = new SnapshotCounter();
        foreach (var (reason, count) in plan.Kept) tally._kept[reason] = count;
        foreach (var deletion in deletions) tally.Count(deletion);
        if (notHeld.OverCap > 0) tally._kept[Reason.OverCap] = tally._kept.GetValueOrDefault(Reason.OverCap) + notHeld.OverCap;
        tally._outcomes[OutcomeKind.NotAttempted] = tally[OutcomeKind.NotAttempted] + notHeld.NotAttempted;
        return tally;
    }

    /// <summary>The region's result with these counts in it.</summary>
    public RegionResult CompleteIn(RegionResult result, Plan plan, bool dryRun)
    {
        var overCap = _kept.GetValueOrDefault(Reason.OverCap);
        return result with
        {
            Scanned = plan.Scanned,
            InScope = plan.InScope,
            Deleted = dryRun ? null : this[OutcomeKind.Deleted],
            WouldDelete = dryRun ? this[OutcomeKind.WouldDelete] : null,
            Marked = dryRun ? null : this[OutcomeKind.Marked],
            WouldMark = dryRun ? this[OutcomeKind.WouldMark] : null,
            AlreadyGone = this[OutcomeKind.AlreadyGone],
            Failed = this[OutcomeKind.Failed],
            NotAttempted = this[OutcomeKind.NotAttempted],
            Remaining = this[OutcomeKind.NotAttempted] + overCap,
            Kept = new SortedDictionary<string, int>(_kept.ToDictionary(kept => kept.Key.Name, kept => kept.Value), StringComparer.Ordinal),
            FullSizeBytes = _fullSizeBytes,
        };
    }

    /// <summary>The sums over regions.</summary>
    public static Totals Sum(IReadOnlyCollection<RegionResult> regions, bool dryRun) => new()
    {
        Scanned = regions.Sum(region => region.Scanned),
        InScope = regions.Sum(region => region.InScope),
        Deleted = dryRun ? null : regions.Sum(region => region.Deleted ?? 0),
        WouldDelete = dryRun ? regions.Sum(region => region.WouldDelete ?? 0) : null,
        Marked = dryRun ? null : regions.Sum(region => region.Marked ?? 0),
        WouldMark = dryRun ? regions.Sum(region => region.WouldMark ?? 0) : null,
        AlreadyGone = regions.Sum(region => region.AlreadyGone),
        Failed = regions.Sum(region => region.Failed),
        NotAttempted = regions.Sum(region => region.NotAttempted),
        Remaining = regions.Sum(region => region.Remaining),
        Kept = new SortedDictionary<string, int>(
            regions.SelectMany(region => region.Kept)
                .GroupBy(kept => kept.Key, kept => kept.Value, StringComparer.Ordinal)
                .ToDictionary(kept => kept.Key, kept => kept.Sum()),
            StringComparer.Ordinal),
        FullSizeBytes = regions.Sum(region => region.FullSizeBytes),
    };

    private int this[OutcomeKind outcome] => _outcomes.GetValueOrDefault(outcome);

    private void Keep(Reason reason) => _kept[reason] = _kept.GetValueOrDefault(reason) + 1;

    private void Count(SnapshotOutcome deletion)
    {
        if (deletion.KeptBecause is { } reason)
        {
            Keep(reason);
            return;
        }

        _outcomes[deletion.Kind] = this[deletion.Kind] + 1;
        if (deletion.Kind is OutcomeKind.Deleted or OutcomeKind.WouldDelete) _fullSizeBytes += deletion.Snapshot.AtMostBytes;
    }
}
