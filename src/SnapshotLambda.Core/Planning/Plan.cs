using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>The plan for one account's region, complete before the first deletion.</summary>
internal sealed record Plan
{
    /// <summary>Up to this many deletions are never too large a share.</summary>
    public const int AlwaysAllowed = 10;

    private readonly PlanInputs _inputs;
    private readonly DateTimeOffset _now;
    private readonly Governance _governance;
    private readonly int[] _plannedOf;

    internal Plan(IReadOnlyList<Decision> decisions, IReadOnlyList<Snapshot> candidates, int inScope, PlanInputs inputs, DateTimeOffset now)
    {
        (HeldDecisions, HeldCandidates, InScope, _inputs, _now) = (decisions, candidates, inScope, inputs, now);
        _governance = new Governance(inputs);
        ByPolicy = PolicyCounts.Of(decisions, _governance.HasPolicies ? _governance.Retentions : []);
        var (graceDays, referenceTime) = (inputs.Safeguards.GraceDays, inputs.ReferenceTime);
        (Scanned, Kept) = (decisions.Count, CountOf(decisions));
        var hasGrace = graceDays > 0;
        NewMark = Mark.After(now > referenceTime ? now : referenceTime, graceDays);
        Due = hasGrace ? [.. candidates.Where(snapshot => Mark.On(snapshot) is not null)] : candidates;
        ToMark = hasGrace ? [.. candidates.Where(snapshot => Mark.On(snapshot) is null)] : [];
        ToUnmark = hasGrace ? [.. decisions.Where(decision => MarkRemoval.IsDue(decision, referenceTime))] : [];
        DueCount = Due.Count;
        Planned = Math.Min(DueCount, inputs.Safeguards.MaxDeletions);
        Digest = DigestOf(Due.Take(Planned).Select(snapshot => snapshot.Id));
        _plannedOf = new int[_governance.Retentions.Count];
        if (!_governance.HasPolicies) return;
        foreach (var snapshot in Due.Take(Planned)) CountPlanned(_governance.SetOf(snapshot));
    }

    /// <summary>One decision for each snapshot. Throws <see cref="InvalidOperationException"/> after <see cref="ToExecute"/>.</summary>
    public IReadOnlyList<Decision> Decisions => HeldDecisions ?? throw Forgotten;

    /// <summary>The number of snapshots.</summary>
    public int Scanned { get; }

    /// <summary>The number of kept snapshots, for each reason.</summary>
    public IReadOnlyDictionary<Reason, int> Kept { get; }

    /// <summary>The candidates, oldest first: those that are due, and those to be marked. Throws as <see cref="Decisions"/> does.</summary>
    public IReadOnlyList<Snapshot> Candidates => HeldCandidates ?? throw Forgotten;

    /// <summary>The number of candidates.</summary>
    public int CandidateCount => DueCount + ToMark.Count;

    /// <summary>
    /// The candidates to delete tonight, oldest first: those whose mark has passed, and without <c>graceDays</c> all of them. The cap
    /// counts deletions done, so those behind it are here too. After <see cref="ToExecute"/> the first of them alone.
    /// </summary>
    public IReadOnlyList<Snapshot> Due { get; private init; }

    /// <summary>The number of candidates that are due.</summary>
    public int DueCount { get; }

    /// <summary>The check of candidates just before they are deleted.</summary>
    public required LastLook LastLook { get; init; }

    /// <summary>The candidates that <c>graceDays</c> asks to mark first, oldest first.</summary>
    public IReadOnlyList<Snapshot> ToMark { get; }

    /// <summary>Kept snapshots that are to lose their mark (<see cref="MarkRemoval"/>).</summary>
    public IReadOnlyList<Decision> ToUnmark { get; }

    /// <summary>The mark for the candidates to mark.</summary>
    public Mark NewMark { get; }

    /// <summary>The number of snapshots in scope.</summary>
    public int InScope { get; }

    /// <summary>The number of deletions that this run means to do: what is due, up to the cap.</summary>
    public int Planned { get; }

    /// <summary>The most deletions that this run may do.</summary>
    public int Cap => _inputs.Safeguards.MaxDeletions;

    /// <summary>A hash of the sorted ids to delete, for comparing runs.</summary>
    public string Digest { get; }

    /// <summary>The number of snapshots in scope that each policy governs, in the order of the policies; empty without them.</summary>
    public IReadOnlyList<int> InScopeByPolicy { get; init; } = [];

    /// <summary>
    /// The first share that is larger than <c>maxDeletePercent</c>; null if none is. More is a sign of a mistake than of a need. It is
    /// judged for the region, and for each policy. What a person approved of a plan that the run has read is not questioned.
    /// </summary>
    public PlannedShare? TooLarge => !_inputs.Safeguards.IsApprovedByPlan
        ? Shares.FirstOrDefault(share =>
            share.Planned > AlwaysAllowed && share.Planned * 100L > share.InScope * (long)_inputs.Safeguards.MaxDeletePercent)
        : null;

    /// <summary>The region's share.</summary>
    public PlannedShare Share => new(Policy: null, InScope, Planned);

    /// <summary>Whether a share is too large.</summary>
    public bool IsTooLarge => TooLarge is not null;

    /// <summary>Every period whose place a kept snapshot has, the coarsest first; none after <see cref="ToExecute"/>.</summary>
    public Func<Snapshot, IEnumerable<Reason>> PeriodsOf { get; init; } = _ => [];

    /// <summary>Leftovers that are to get the tag <see cref="OwnTags.LeftoverSince"/>.</summary>
    public IReadOnlyList<Snapshot> LeftoversToTag { get; init; } = [];

    /// <summary>Snapshots that are to lose that tag, since they are no leftovers.</summary>
    public IReadOnlyList<Snapshot> LeftoversToUntag { get; init; } = [];

    /// <summary>The number of sets of which an approval names a part alone.</summary>
    public int SplitSets { get; init; }

    /// <summary>The counts by policy, the strictest policy first; empty without policies.</summary>
    public IReadOnlyList<PolicyCounts> ByPolicy { get; }

    /// <summary>Says which policies govern a snapshot.</summary>
    public Governance Governance => _governance;

    /// <summary>The plan with some candidates kept after all. All else follows from the candidates that are left.</summary>
    /// <param name="reasons">The reason of each of them, by its id.</param>
    public Plan Keeping(IReadOnlyDictionary<string, Reason> reasons)
    {
        if (reasons.Count == 0) return this;
        Decision[] decisions =
        [
            .. Decisions.Select(decision => decision.IsCandidate && reasons.TryGetValue(decision.Snapshot.Id, out var reason)
                ? decision with { KeptBecause = reason }
                : decision),
        ];
        var sets = SnapshotSets.Hold(decisions, _inputs.Safeguards.GraceDays > 0);
        return new Plan(decisions, CandidatesOf(decisions), InScope, _inputs, _now)
        {
            LastLook = LastLook,
            InScopeByPolicy = InScopeByPolicy,
            PeriodsOf = PeriodsOf,
            LeftoversToTag = LeftoversToTag,
            LeftoversToUntag = LeftoversToUntag,
            SplitSets = sets.SplitByApproval,
        };
    }

    /// <summary>The candidates among decisions, oldest first.</summary>
    public static IReadOnlyList<Snapshot> CandidatesOf(IReadOnlyList<Decision> decisions)
    {
        var candidates = new List<Snapshot>();
        for (var i = 0; i < decisions.Count; i++)
            if (decisions[i].IsCandidate)
                candidates.Add(decisions[i].Snapshot);
        candidates.Sort(OldestFirst.Instance);
        return candidates;
    }

    /// <summary>
    /// The same plan without the kept snapshots, and with no more due ones than can have a turn, since a region may have very many of them.
    /// Its counts stay.
    /// </summary>
    /// <param name="mostDue">The number of due snapshots to keep in memory, the oldest.</param>
    public Plan ToExecute(int mostDue)
    {
        var due = Due.Count <= mostDue ? Due : [.. Due.Take(mostDue)];
        return this with
        {
            HeldDecisions = null,
            HeldCandidates = null,
            Due = due,
            LastLook = LastLook.AtSome(due),
            PeriodsOf = _ => [],
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Digest;

    private IReadOnlyList<Decision>? HeldDecisions { get; init; }

    private IReadOnlyList<Snapshot>? HeldCandidates { get; init; }

    private static InvalidOperationException Forgotten => new("This plan was told to forget its decisions.");

    private IEnumerable<PlannedShare> Shares =>
    [
        Share,
        .. InScopeByPolicy.Select((inScope, r) => new PlannedShare(_governance.Retentions[r].Name, inScope, _plannedOf[r])),
    ];

    private void CountPlanned(int set)
    {
        for (var r = 0; r < _plannedOf.Length; r++)
            if ((set & (1 << r)) != 0)
                _plannedOf[r]++;
    }

    private static Dictionary<Reason, int> CountOf(IReadOnlyList<Decision> decisions)
    {
        var counts = new Dictionary<Reason, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < decisions.Count; i++)
        {
            if (decisions[i].KeptBecause is { } reason) CollectionsMarshal.GetValueRefOrAddDefault(counts, reason, out _)++;
        }

        // One reason under one name, whether its marks stay or not.
        if (counts.Remove(Reason.PartOfWaitingSet, out var waiting))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, Reason.PartOfSet, out _) += waiting;
        return counts;
    }

    /// <summary>A hash of ids in any order, as lower-case hexadecimal digits.</summary>
    public static string DigestOf(IEnumerable<string> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Order(StringComparer.Ordinal)))));
}
