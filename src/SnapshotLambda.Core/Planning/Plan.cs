using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>The plan for one account's region, complete before the first deletion.</summary>
internal sealed class Plan
{
    /// <summary>Up to this many deletions are never too large a share.</summary>
    public const int AlwaysAllowed = 10;

    private readonly PlanInputs _inputs;
    private readonly DateTimeOffset _now;
    private readonly IReadOnlyList<Decision>? _decisions;
    private readonly IReadOnlyList<Snapshot>? _candidates;

    internal Plan(IReadOnlyList<Decision> decisions, IReadOnlyList<Snapshot> candidates, int inScope, PlanInputs inputs, DateTimeOffset now)
    {
        (_decisions, _candidates, InScope, _inputs, _now) = (decisions, candidates, inScope, inputs, now);
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
    }

    [SetsRequiredMembers]
    private Plan(Plan plan, int mostDue)
    {
        (_candidates, InScope, _inputs, _now) = (null, plan.InScope, plan._inputs, plan._now);
        (Scanned, Kept, NewMark, ToMark, ToUnmark, Planned, Digest) = (plan.Scanned, plan.Kept, plan.NewMark, plan.ToMark, plan.ToUnmark, plan.Planned, plan.Digest);
        DueCount = plan.DueCount;
        Due = plan.Due.Count <= mostDue ? plan.Due : [.. plan.Due.Take(mostDue)];
        LastLook = plan.LastLook.AtSome(Due);
    }

    /// <summary>One decision for each snapshot. Throws <see cref="InvalidOperationException"/> after <see cref="ToExecute"/>.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions ?? throw Forgotten;

    /// <summary>How many snapshots there are.</summary>
    public int Scanned { get; }

    /// <summary>How many of them are kept, for each reason.</summary>
    public IReadOnlyDictionary<Reason, int> Kept { get; }

    /// <summary>What nothing keeps, oldest first: what is due, and what is to be marked. Throws as <see cref="Decisions"/> does.</summary>
    public IReadOnlyList<Snapshot> Candidates => _candidates ?? throw Forgotten;

    /// <summary>How many those are.</summary>
    public int CandidateCount => DueCount + ToMark.Count;

    /// <summary>
    /// The candidates to delete tonight, oldest first: those whose mark has passed, and without <c>graceDays</c> all of them. The cap
    /// counts deletions done, so those behind it are here too. After <see cref="ToExecute"/> the first of them alone.
    /// </summary>
    public IReadOnlyList<Snapshot> Due { get; }

    /// <summary>How many are due.</summary>
    public int DueCount { get; }

    /// <summary>What is looked at once more just before a candidate is deleted.</summary>
    public required LastLook LastLook { get; init; }

    /// <summary>The candidates that <c>graceDays</c> asks to mark first, oldest first.</summary>
    public IReadOnlyList<Snapshot> ToMark { get; }

    /// <summary>What is kept, and has a mark that it is to lose (<see cref="MarkRemoval"/>).</summary>
    public IReadOnlyList<Decision> ToUnmark { get; }

    /// <summary>The mark that those get.</summary>
    public Mark NewMark { get; }

    /// <summary>How many snapshots are in scope.</summary>
    public int InScope { get; }

    /// <summary>How many deletions this run means to do: what is due, up to the cap.</summary>
    public int Planned { get; }

    /// <summary>The most deletions that this run may do.</summary>
    public int Cap => _inputs.Safeguards.MaxDeletions;

    /// <summary>A hash of the sorted ids to delete, for comparing runs.</summary>
    public string Digest { get; }

    /// <summary>
    /// Whether the plan deletes a larger share of the snapshots in scope than <c>maxDeletePercent</c>: more is a sign of a
    /// mistake than of a need. What a person approved by id is not questioned.
    /// </summary>
    public bool IsTooLarge =>
        _inputs.Safeguards.ApprovedSnapshotIds is null && Planned > AlwaysAllowed && Planned * 100L > InScope * (long)_inputs.Safeguards.MaxDeletePercent;

    /// <summary>The same plan, but for candidates that are kept after all: all else follows from what is left.</summary>
    /// <param name="reasons">Why each of them is kept, by its id.</param>
    public Plan Keeping(IReadOnlyDictionary<string, Reason> reasons) => reasons.Count == 0 ? this : new Plan(
        [.. Decisions.Select(decision => decision.IsCandidate && reasons.TryGetValue(decision.Snapshot.Id, out var reason) ? new Decision(decision.Snapshot, reason) : decision)],
        [.. Candidates.Where(snapshot => !reasons.ContainsKey(snapshot.Id))],
        InScope,
        _inputs,
        _now)
    { LastLook = LastLook };

    /// <summary>
    /// The same plan, which holds on to no snapshot that is merely kept, and to no more of those that are due than can have a turn: a
    /// region may have very many of them. What it counts stays.
    /// </summary>
    /// <param name="mostDue">How many of those that are due to hold on to, the oldest.</param>
    public Plan ToExecute(int mostDue) => new(this, mostDue);

    private static InvalidOperationException Forgotten => new("This plan was told to forget its decisions.");

    private static Dictionary<Reason, int> CountOf(IReadOnlyList<Decision> decisions)
    {
        var counts = new Dictionary<Reason, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < decisions.Count; i++)
        {
            if (decisions[i].KeptBecause is { } reason) CollectionsMarshal.GetValueRefOrAddDefault(counts, reason, out _)++;
        }

        return counts;
    }

    /// <summary>A hash of ids in any order, as lower-case hexadecimal digits.</summary>
    public static string DigestOf(IEnumerable<string> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Order(StringComparer.Ordinal)))));
}
