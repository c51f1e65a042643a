using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// The check of candidates just before they are deleted, since a plan grows old while it is carried out. The newest snapshots of their
/// volumes must still be there, and nobody must have tagged the candidates to stay. The last look only ever keeps.
/// </summary>
internal sealed class LastLook
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _keepers;
    private readonly IReadOnlyList<IRule> _scope;
    private readonly IReadOnlyList<IRule> _rules;
    private readonly bool _hasGrace;

    private LastLook(
        IReadOnlyDictionary<string, IReadOnlyList<string>> keepers,
        IReadOnlyList<IRule> scope,
        IReadOnlyList<IRule> rules,
        bool hasGrace) =>
        (_keepers, _scope, _rules, _hasGrace) = (keepers, scope, rules, hasGrace);

    /// <summary>The last look at candidates.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="floor">The rule that keeps the newest of each volume.</param>
    /// <param name="inputs">The inputs of the plan.</param>
    public static LastLook At(IReadOnlyList<Snapshot> candidates, KeepLatestRule floor, PlanInputs inputs)
    {
        var keepers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            if (!candidate.HasLineage || keepers.ContainsKey(candidate.VolumeId!)) continue;
            var ofVolume = floor.KeepersOf(candidate.VolumeId!);
            if (ofVolume.Count > 0) keepers.Add(candidate.VolumeId!, [.. ofVolume.Select(keeper => keeper.Id)]);
        }

        return new LastLook(keepers, RuleBook.Scope(inputs), RuleBook.OfOneSnapshot(inputs), inputs.Safeguards.GraceDays > 0);
    }

    /// <summary>The same look at some of the candidates, without the others in memory.</summary>
    public LastLook AtSome(IReadOnlyList<Snapshot> candidates)
    {
        var volumeIds = candidates.Where(candidate => candidate.HasLineage)
            .Select(candidate => candidate.VolumeId!)
            .ToHashSet(StringComparer.Ordinal);
        var keepers = _keepers.Where(ofVolume => volumeIds.Contains(ofVolume.Key)).ToDictionary(StringComparer.Ordinal);
        return new LastLook(keepers, _scope, _rules, _hasGrace);
    }

    /// <summary>The ids of the snapshots to look up: these candidates, and the newest of their volumes.</summary>
    public IReadOnlyCollection<string> IdsOf(IEnumerable<Snapshot> candidates)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            ids.Add(candidate.Id);
            ids.UnionWith(KeepersOf(candidate));
        }

        return ids;
    }

    /// <summary>The outcome of a candidate that may no longer go; null where it may.</summary>
    /// <param name="candidate">The candidate, as it was planned.</param>
    /// <param name="listed">The snapshots that EC2 lists now, by their ids.</param>
    public SnapshotOutcome? InsteadOfDeleting(Snapshot candidate, IReadOnlyDictionary<string, Snapshot> listed)
    {
        if (!listed.TryGetValue(candidate.Id, out var now)) return SnapshotOutcome.AlreadyGone(candidate);
        if (WhyKeep(now, _rules) is { } reason) return SnapshotOutcome.Kept(candidate, reason);
        if (_hasGrace && Mark.On(now) is null) return SnapshotOutcome.Kept(candidate, Reason.InGracePeriod);
        return KeepersOf(candidate).All(
            keeper => listed.TryGetValue(keeper, out var still) && KeepLatestRule.Counts(still) && WhyKeep(still, _scope) is null)
            ? null
            : SnapshotOutcome.Kept(candidate, Reason.NewestIsGone);
    }

    private IReadOnlyList<string> KeepersOf(Snapshot candidate) =>
        candidate.HasLineage ? _keepers.GetValueOrDefault(candidate.VolumeId!, []) : [];

    private static Reason? WhyKeep(Snapshot snapshot, IReadOnlyList<IRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i].WhyKeep(snapshot) is { } reason) return reason;
        }

        return null;
    }
}
