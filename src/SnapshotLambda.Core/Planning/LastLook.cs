using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// The check of candidates just before they are deleted, since a plan grows old while it is carried out. The snapshots that floors and
/// periods keep in their place must still be there, and nobody must have tagged the candidates to stay. The last look only ever keeps.
/// </summary>
internal sealed class LastLook
{
    private readonly PlanInputs _inputs;
    private readonly Governance _governance;
    private readonly IReadOnlyList<Membership> _memberships;
    private readonly IReadOnlyList<IRule> _scope;
    private readonly IReadOnlyList<IReadOnlyList<IRule>> _rules;
    private readonly ILookup<string, int> _sets;
    private readonly Func<Snapshot, int, IEnumerable<string>> _keepersOf;

    private LastLook(PlanInputs inputs, Func<Snapshot, int, IEnumerable<string>> keepersOf, ILookup<string, int> sets)
    {
        (_keepersOf, _sets) = (keepersOf, sets);
        (_inputs, _governance) = (inputs, new Governance(inputs));
        _memberships = [.. _governance.Retentions.Select(retention => new Membership(retention, inputs))];
        (_scope, _rules) = (RuleBook.Scope(inputs), RuleBook.OfOneSnapshot(inputs));
    }

    /// <summary>The last look at a plan's candidates.</summary>
    /// <param name="inputs">The inputs of the plan.</param>
    /// <param name="keepersOf">
    /// The ids of the snapshots that stay in a candidate's place, by the retentions of a set (<see cref="Governance"/>).
    /// </param>
    /// <param name="sets">The numbers of the sets that a candidate belongs to, by its id (<see cref="SnapshotSets"/>).</param>
    public static LastLook Of(PlanInputs inputs, Func<Snapshot, int, IEnumerable<string>> keepersOf, ILookup<string, int> sets) =>
        new(inputs, keepersOf, sets);

    /// <summary>The same look at some of the candidates, without the inventory in memory.</summary>
    public LastLook AtSome(IReadOnlyList<Snapshot> candidates)
    {
        var keepers = new Dictionary<Lookup, string[]>();
        foreach (var candidate in candidates)
        {
            var lookup = LookupOf(candidate);
            if (!keepers.ContainsKey(lookup)) keepers.Add(lookup, [.. _keepersOf(candidate, lookup.Set).Distinct(StringComparer.Ordinal)]);
        }

        return new LastLook(_inputs, (candidate, set) => keepers.GetValueOrDefault(PlaceOf(candidate, set), []), _sets);
    }

    /// <summary>The ids of the snapshots to look up: these candidates, and those that stay in their place.</summary>
    public IReadOnlyCollection<string> IdsOf(IEnumerable<Snapshot> candidates)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            ids.Add(candidate.Id);
            ids.UnionWith(_keepersOf(candidate, LookupOf(candidate).Set));
        }

        return ids;
    }

    /// <summary>The outcome of a candidate that may no longer go; null where it may.</summary>
    /// <param name="candidate">The candidate, as it was planned.</param>
    /// <param name="listed">The snapshots that EC2 lists now, by their ids.</param>
    public SnapshotOutcome? InsteadOfDeleting(Snapshot candidate, IReadOnlyDictionary<string, Snapshot> listed)
    {
        if (!listed.TryGetValue(candidate.Id, out var now)) return SnapshotOutcome.AlreadyGone(candidate);
        var planned = LookupOf(candidate);
        if (WhyKeep(now, planned.Set) is { } reason) return SnapshotOutcome.Kept(candidate, reason);
        if (_inputs.Safeguards.GraceDays > 0 && Mark.On(now) is null) return SnapshotOutcome.Kept(candidate, Reason.InGracePeriod);
        return _keepersOf(candidate, planned.Set)
            .All(keeper => listed.TryGetValue(keeper, out var still) && StillCounts(still, planned.Set))
            ? null
            : SnapshotOutcome.Kept(candidate, Reason.NewestIsGone);
    }

    /// <summary>The sets that a candidate belongs to: while one of a set stays, the others do.</summary>
    public IEnumerable<int> SetsOf(Snapshot candidate) => _sets[candidate.Id];

    private Reason? WhyKeep(Snapshot now, int planned)
    {
        if (RuleBook.WhyKeep(now, _scope) is { } reason) return reason;
        var set = _governance.SetOf(now);
        if (_governance.IsLeftAlone(set)) return Reason.NoPolicy;
        if ((set & ~planned) != 0) return Reason.PolicyChanged;
        for (var r = 0; r < _rules.Count; r++)
            if ((set & (1 << r)) != 0 && RuleBook.WhyKeep(now, _rules[r]) is { } ofRetention)
                return ofRetention;
        return null;
    }

    private bool StillCounts(Snapshot keeper, int planned)
    {
        var set = planned & _governance.SetOf(keeper);
        if (set == 0 || RuleBook.WhyKeep(keeper, _scope) is not null) return false;
        for (var r = 0; r < _memberships.Count; r++)
            if ((set & (1 << r)) != 0 && !_memberships[r].Contains(keeper))
                return false;
        return true;
    }

    private Lookup LookupOf(Snapshot candidate) => PlaceOf(candidate, _governance.SetOf(candidate));

    private static Lookup PlaceOf(Snapshot candidate, int set) => new(candidate.HasLineage ? candidate.VolumeId! : candidate.Id, set);

    /// <summary>What the keepers of a candidate depend on.</summary>
    /// <param name="Place">Its volume, or its own id where that is not known.</param>
    /// <param name="Set">The retentions that govern it.</param>
    private readonly record struct Lookup(string Place, int Set);
}
