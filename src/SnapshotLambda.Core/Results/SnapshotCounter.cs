using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;

namespace SnapshotLambda.Core.Results;

/// <summary>Counts the snapshots of a region by what became of them, each once.</summary>
internal static class SnapshotCounter
{
    /// <summary>The counts of a region whose candidates all have an outcome.</summary>
    /// <param name="plan">Counts what it keeps.</param>
    /// <param name="outcomes">One for each candidate that was held.</param>
    /// <param name="dryRun">Whether nothing was to be changed.</param>
    /// <param name="notHeld">The other candidates.</param>
    public static SnapshotCounts Count(Plan plan, IReadOnlyList<SnapshotOutcome> outcomes, bool dryRun, NotHeld notHeld = default)
    {
        var kept = plan.Kept.Select(reason => KeyValuePair.Create(reason.Key.Name, reason.Value));
        return Count(plan.Scanned, plan.InScope, kept, outcomes, dryRun, notHeld);
    }

    private static SnapshotCounts Count(
        int scanned,
        int inScope,
        IEnumerable<KeyValuePair<string, int>> keptByPlan,
        IReadOnlyList<SnapshotOutcome> outcomes,
        bool dryRun,
        NotHeld notHeld)
    {
        var kept = keptByPlan.ToDictionary(StringComparer.Ordinal);
        var kinds = new Dictionary<OutcomeKind, int>();
        var fullSizeBytes = 0L;
        foreach (var outcome in outcomes)
        {
            if (outcome.KeptBecause is { } reason) Add(kept, reason.Name, 1);
            else Add(kinds, outcome.Kind, 1);
            if (outcome.Kind is OutcomeKind.Deleted or OutcomeKind.WouldDelete) fullSizeBytes += outcome.Snapshot.AtMostBytes;
        }

        if (notHeld.OverCap > 0) Add(kept, Reason.OverCap.Name, notHeld.OverCap);
        Add(kinds, OutcomeKind.NotAttempted, notHeld.NotAttempted);
        return new SnapshotCounts
        {
            Scanned = scanned,
            InScope = inScope,
            Deleted = dryRun ? null : kinds.GetValueOrDefault(OutcomeKind.Deleted),
            WouldDelete = dryRun ? kinds.GetValueOrDefault(OutcomeKind.WouldDelete) : null,
            Marked = dryRun ? null : kinds.GetValueOrDefault(OutcomeKind.Marked),
            WouldMark = dryRun ? kinds.GetValueOrDefault(OutcomeKind.WouldMark) : null,
            AlreadyGone = kinds.GetValueOrDefault(OutcomeKind.AlreadyGone),
            Failed = kinds.GetValueOrDefault(OutcomeKind.Failed),
            NotAttempted = kinds[OutcomeKind.NotAttempted],
            Remaining = kinds[OutcomeKind.NotAttempted] + kept.GetValueOrDefault(Reason.OverCap.Name),
            Kept = new SortedDictionary<string, int>(kept, StringComparer.Ordinal),
            FullSizeBytes = fullSizeBytes,
        };
    }

    /// <summary>The counts of a region by the name of the policy that decided; empty without policies.</summary>
    /// <param name="plan">Counts what it keeps.</param>
    /// <param name="outcomes">One for each candidate that was held.</param>
    /// <param name="dryRun">Whether nothing was to be changed.</param>
    /// <param name="notHeld">The other candidates.</param>
    public static IReadOnlyDictionary<string, SnapshotCounts> CountByPolicy(
        Plan plan, IReadOnlyList<SnapshotOutcome> outcomes, bool dryRun, NotHeld notHeld)
    {
        var counts = new Dictionary<string, SnapshotCounts>(StringComparer.Ordinal);
        if (plan.ByPolicy.Count == 0) return counts;
        var outcomesOf = outcomes.ToLookup(outcome => plan.Governance.PolicyOf(outcome.Snapshot)?.Name, StringComparer.Ordinal);
        foreach (var policy in plan.ByPolicy)
        {
            IReadOnlyList<SnapshotOutcome> own = [.. outcomesOf[policy.Policy.Name]];
            var notAttempted = Math.Min(notHeld.NotAttempted, policy.Candidates - own.Count);
            var overCap = policy.Candidates - own.Count - notAttempted;
            notHeld = new NotHeld(notHeld.NotAttempted - notAttempted, notHeld.OverCap - overCap);
            counts.Add(
                policy.Policy.Name!,
                Count(policy.Scanned, policy.InScope, policy.Kept, own, dryRun, new NotHeld(notAttempted, overCap)));
        }

        return counts;
    }

    private static void Add<TKey>(Dictionary<TKey, int> counts, TKey key, int count)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + count;
}
