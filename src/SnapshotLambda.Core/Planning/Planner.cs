using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>Decides. The plan depends on its arguments alone, and not on the order in which snapshots were listed.</summary>
internal static class Planner
{
    /// <summary>One decision for each snapshot of the inventory.</summary>
    /// <param name="inventory">The complete inventory of the region.</param>
    /// <param name="inputs">The settings that decide, and the instant that ages are reckoned from.</param>
    /// <param name="now">The instant of the plan: a run that was scheduled long before it still gives new marks all of their grace.</param>
    /// <param name="cancellationToken">Ends it between two snapshots: some tag filters take a while for a large region.</param>
    /// <exception cref="OperationCanceledException">The planning was ended. There is no part of a plan.</exception>
    public static Plan Plan(Inventory inventory, PlanInputs inputs, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var decisions = Judge(inventory.Snapshots, RuleBook.Scope(inputs), cancellationToken);
        var inScope = decisions.Count(decision => decision.IsCandidate);
        var tiering = inventory.Guards.OfType<TieringRule>().FirstOrDefault();
        var floor = new KeepLatestRule(Candidates(decisions, cancellationToken), inputs.Retention, inventory.ExistingVolumeIds, tiering);
        var eligibility = RuleBook.Eligibility(inventory, floor, inputs);
        var candidates = new List<Snapshot>();
        for (var i = 0; i < decisions.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!decisions[i].IsCandidate) continue;
            decisions[i] = Judge(decisions[i].Snapshot, eligibility);
            if (decisions[i].IsCandidate) candidates.Add(decisions[i].Snapshot);
        }

        candidates.Sort(OldestFirst.Instance);
        return new Plan(decisions, candidates, inScope, inputs, now) { LastLook = LastLook.At(candidates, floor, inputs) };
    }

    private static IEnumerable<Snapshot> Candidates(Decision[] decisions, CancellationToken cancellationToken)
    {
        foreach (var decision in decisions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (decision.IsCandidate) yield return decision.Snapshot;
        }
    }

    private static Decision[] Judge(IReadOnlyList<Snapshot> snapshots, IReadOnlyList<IRule> rules, CancellationToken cancellationToken)
    {
        var decisions = new Decision[snapshots.Count];
        for (var i = 0; i < decisions.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            decisions[i] = Judge(snapshots[i], rules);
        }

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
