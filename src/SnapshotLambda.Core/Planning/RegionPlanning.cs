using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// The planning of one region: which snapshots are in scope, which retentions govern each, and whether all of these let it go. Each
/// retention judges what it governs as if it were alone.
/// </summary>
internal sealed class RegionPlanning
{
    private readonly Inventory _inventory;
    private readonly PlanInputs _inputs;
    private readonly CancellationToken _cancellationToken;
    private readonly Governance _governance;
    private readonly Decision[] _decisions;
    private readonly int[] _governing;
    private readonly int[] _inScopeOf;
    private readonly List<Snapshot> _leftoversToTag = [];
    private readonly List<Snapshot> _leftoversToUntag = [];

    /// <param name="inventory">The complete inventory of the region.</param>
    /// <param name="inputs">The settings that decide.</param>
    /// <param name="cancellationToken">Ends it between two snapshots.</param>
    public RegionPlanning(Inventory inventory, PlanInputs inputs, CancellationToken cancellationToken)
    {
        (_inventory, _inputs, _cancellationToken) = (inventory, inputs, cancellationToken);
        _governance = new Governance(inputs);
        _decisions = new Decision[inventory.Snapshots.Count];
        _governing = _governance.HasPolicies ? new int[_decisions.Length] : [];
        _inScopeOf = new int[_governance.Retentions.Count];
    }

    /// <summary>The plan.</summary>
    /// <param name="now">The instant of the plan.</param>
    public Plan PlanAt(DateTimeOffset now)
    {
        JudgeScope();
        var lineages = LineageRules();
        var inScope = JudgeEligibility(RuleBook.Eligibility(_inputs, _inventory.Guards, lineages), lineages);
        var sets = SnapshotSets.Hold(_decisions, _inputs.Safeguards.GraceDays > 0);
        var candidates = Planning.Plan.CandidatesOf(_decisions);
        return new Plan(_decisions, candidates, inScope, _inputs, now)
        {
            LastLook = LastLook.Of(_inputs, KeepersOf(lineages), sets.OfCandidates),
            InScopeByPolicy = _governance.HasPolicies ? _inScopeOf : [],
            PeriodsOf = snapshot => PeriodsOf(snapshot, lineages),
            LeftoversToTag = _leftoversToTag,
            LeftoversToUntag = _leftoversToUntag,
            SplitSets = sets.SplitByApproval,
        };
    }

    private void JudgeScope()
    {
        var rules = RuleBook.Scope(_inputs);
        for (var i = 0; i < _decisions.Length; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var snapshot = _inventory.Snapshots[i];
            var reason = RuleBook.WhyKeep(snapshot, rules);
            _decisions[i] = new Decision(snapshot, reason);
            if (!_governance.HasPolicies || reason == Reason.TagNotIncluded || reason == Reason.NoPolicy) continue;
            _governing[i] = _governance.SetOf(snapshot);
            _decisions[i] = _decisions[i] with { Policy = _governance.FirstOf(_governing[i]) };
        }
    }

    private LineageRule[] LineageRules() =>
    [
        .. _governance.Retentions.Select((retention, r) =>
            new LineageRule(_governance.HasPolicies ? [.. Governed(r)] : Governed(r), retention, _inventory, _inputs)),
    ];

    /// <summary>The snapshots in scope that a retention governs.</summary>
    private IEnumerable<Snapshot> Governed(int retention)
    {
        for (var i = 0; i < _decisions.Length; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (_decisions[i].IsCandidate && (GoverningOf(i) & (1 << retention)) != 0) yield return _decisions[i].Snapshot;
        }
    }

    private int GoverningOf(int i) => _governance.HasPolicies ? _governing[i] : 1;

    /// <summary>Decides about what is in scope. Returns the number of snapshots in scope.</summary>
    private int JudgeEligibility(IReadOnlyList<IReadOnlyList<IRule>> rules, IReadOnlyList<LineageRule> lineages)
    {
        var inScope = 0;
        for (var i = 0; i < _decisions.Length; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!_decisions[i].IsCandidate)
            {
                NoteLeftover(i, lineages);
                continue;
            }

            var set = GoverningOf(i);
            if (_governance.IsLeftAlone(set))
            {
                _decisions[i] = new Decision(_decisions[i].Snapshot, Reason.NoPolicy);
                continue;
            }

            _decisions[i] = Judge(_decisions[i].Snapshot, set, rules);
            if (_decisions[i].KeptBecause != Reason.TagExcluded) inScope++;
            if (_governance.HasPolicies) CountScope(_decisions[i].Snapshot, set);
            NoteLeftover(i, lineages);
        }

        return inScope;
    }

    /// <summary>
    /// The decision of a set of retentions: the first rule by which one of them keeps it; of several, the strictest keeps it.
    /// </summary>
    private Decision Judge(Snapshot snapshot, int set, IReadOnlyList<IReadOnlyList<IRule>> rules)
    {
        if (!_governance.HasPolicies) return new Decision(snapshot, RuleBook.WhyKeep(snapshot, rules[0]));
        for (var rule = 0; rule < rules[0].Count; rule++)
        {
            IRule? asked = null;
            for (var (rest, r) = (set, 0); rest != 0; rest >>= 1, r++)
            {
                if ((rest & 1) == 0 || ReferenceEquals(rules[r][rule], asked)) continue;
                asked = rules[r][rule];
                if (asked.WhyKeep(snapshot) is { } reason) return new Decision(snapshot, reason) { Policy = _governance.Retentions[r] };
            }
        }

        return new Decision(snapshot, KeptBecause: null) { Policy = _governance.FirstOf(set) };
    }

    private void CountScope(Snapshot snapshot, int set)
    {
        for (var r = 0; r < _inScopeOf.Length; r++)
            if ((set & (1 << r)) != 0 && !_governance.Retentions[r].ExcludeTags.MatchesAny(snapshot.Tags))
                _inScopeOf[r]++;
    }

    /// <summary>Takes note of a leftover that lacks its tag, and of a tag on what is no leftover.</summary>
    private void NoteLeftover(int i, IReadOnlyList<LineageRule> lineages)
    {
        var (snapshot, reason) = _decisions[i];
        var isTagged = Leftovers.SinceOn(snapshot) is not null;
        if (reason == Reason.LeftoverTooRecent && !isTagged) _leftoversToTag.Add(snapshot);
        if (!isTagged || reason == Reason.TagNotIncluded || reason == Reason.NoPolicy) return;
        var set = GoverningOf(i);
        for (var r = 0; r < lineages.Count; r++)
            if ((set & (1 << r)) != 0 && lineages[r].IsReleased(snapshot))
                return;
        if (Leftovers.IsReadable(snapshot)) _leftoversToUntag.Add(snapshot);
    }

    private static Func<Snapshot, int, IEnumerable<string>> KeepersOf(IReadOnlyList<LineageRule> lineages) =>
        (snapshot, set) => lineages.Where((_, r) => (set & (1 << r)) != 0).SelectMany(lineage => lineage.KeepersOf(snapshot));

    private IEnumerable<Reason> PeriodsOf(Snapshot snapshot, IReadOnlyList<LineageRule> lineages)
    {
        var set = _governance.SetOf(snapshot);
        return lineages.Where((_, r) => (set & (1 << r)) != 0).SelectMany(lineage => lineage.PeriodsOf(snapshot)).Distinct();
    }
}
