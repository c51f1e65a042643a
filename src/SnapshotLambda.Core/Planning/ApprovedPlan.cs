using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Core.Planning;

/// <summary>The part of an earlier plan of a region that a person approved.</summary>
/// <param name="PlannedAt">The instant of that plan.</param>
/// <param name="Planned">The ids that it had to be deleted that night.</param>
/// <param name="Approved">Those of them that were approved.</param>
internal sealed record ApprovedPlan(DateTimeOffset PlannedAt, IReadOnlySet<string> Planned, IReadOnlySet<string> Approved)
{
    // The rules and guards that are asked after the approval, or of candidates alone.
    private static readonly FrozenSet<string> AskedOfCandidates = new[]
    {
        Reason.SharedWithOthers, Reason.ArchivedUnder90Days, Reason.PartOfSet, Reason.InGracePeriod, Reason.MarkUnreadable,
    }.Select(reason => reason.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// The ids of its other candidates: they waited, were to be marked, or were kept by what is asked of candidates alone. Tonight they are
    /// kept for not being approved before that is asked again, so nobody knows if they would go.
    /// </summary>
    public IReadOnlySet<string> OtherCandidates { get; init; } = FrozenSet<string>.Empty;

    /// <summary>True if a plan keeps a snapshot for what it asks of candidates alone.</summary>
    /// <param name="reason">The reason's name; null for one that goes, waits or is marked.</param>
    public static bool IsReasonOfCandidate(string? reason) => reason is null || AskedOfCandidates.Contains(reason);

    /// <summary>The safeguards of a run that carries out this approval and nothing else.</summary>
    public Safeguards Onto(Safeguards safeguards) => safeguards with { ApprovedSnapshotIds = Approved, IsApprovedByPlan = true };

    /// <summary>
    /// What is otherwise tonight: approved snapshots that are gone, or that a rule or guard keeps now, and snapshots that are candidates
    /// tonight and were none in the earlier plan.
    /// </summary>
    /// <param name="plan">Tonight's plan, with its decisions.</param>
    public IReadOnlyList<ApprovalChange> ChangesIn(Plan plan)
    {
        var gone = new HashSet<string>(Approved, StringComparer.Ordinal);
        var (kept, added) = (new List<ApprovalChange>(), new List<ApprovalChange>());
        foreach (var (snapshot, reason) in plan.Decisions)
        {
            if (gone.Remove(snapshot.Id))
            {
                if (reason is not null) kept.Add(new(snapshot.Id, ApprovalChangeKind.Kept, reason.Name));
            }
            else if (reason == Reason.NotApproved && !Planned.Contains(snapshot.Id) && !OtherCandidates.Contains(snapshot.Id))
            {
                added.Add(new(snapshot.Id, ApprovalChangeKind.New, reason.Name));
            }
        }

        return
        [
            .. gone.Order(StringComparer.Ordinal).Select(id => new ApprovalChange(id, ApprovalChangeKind.Gone, Reason: null)),
            .. kept,
            .. added,
        ];
    }
}
