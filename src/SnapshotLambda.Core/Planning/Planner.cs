namespace SnapshotLambda.Core;

/// <summary>Decides. The plan depends on its arguments alone, and not on the order in which snapshots were listed.</summary>
internal static class Planner
{
    /// <summary>One decision for each snapshot of the inventory.</summary>
    /// <param name="inventory">What was read of the region, complete.</param>
    /// <param name="policy">What may go.</param>
    /// <param name="cutoff">Snapshots started before it are old enough; in whole seconds.</param>
    /// <param name="now">The instant of the plan: a run that was scheduled long before it still gives new marks all of their grace.</param>
    public static Plan Plan(Inventory inventory, Policy policy, DateTimeOffset cutoff, DateTimeOffset now)
    {
        var decisions = Judge(inventory.Snapshots, RuleBook.Scope(policy));
        var inScope = decisions.Count(decision => decision.IsCandidate);
        var floor = new FloorRule(Candidates(decisions), policy, inventory.ExistingVolumeIds, inventory.Guards.OfType<TieringRule>().FirstOrDefault());
        var eligibility = RuleBook.Eligibility(inventory, floor, policy, cutoff);
        var candidates = new List<Snapshot>();
        for (var i = 0; i < decisions.Length; i++)
        {
            if (!decisions[i].IsCandidate) continue;
            decisions[i] = Judge(decisions[i].Snapshot, eligibility);
            if (decisions[i].IsCandidate) candidates.Add(decisions[i].Snapshot);
        }

        candidates.Sort(OldestFirst.Instance);
        return new Plan(decisions, candidates, inScope, policy, policy.ReferenceTime(cutoff), now) { LastLook = LastLook.At(candidates, floor, policy, cutoff) };
    }

    private static IEnumerable<Snapshot> Candidates(Decision[] decisions) =>
        decisions.Where(decision => decision.IsCandidate).Select(decision => decision.Snapshot);

    private static Decision[] Judge(IReadOnlyList<Snapshot> snapshots, IReadOnlyList<IRule> rules)
    {
        var decisions = new Decision[snapshots.Count];
        for (var i = 0; i < decisions.Length; i++) decisions[i] = Judge(snapshots[i], rules);
        return decisions;
    }

    private static Decision Judge(Snapshot snapshot, IReadOnlyList<IRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].WhyKeep(snapshot) is { } reason) return new Decision(snapshot, reason);
        }

        return new Decision(snapshot, KeptBecause: null);
    }
}
