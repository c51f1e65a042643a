using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;

namespace SnapshotLambda.Core.Results;

/// <summary>What became of the approval of an earlier plan of a region.</summary>
public sealed record ApprovalResult
{
    /// <summary>The instant of the plan that was approved.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>The snapshots that it had to be deleted that night.</summary>
    public required int Planned { get; init; }

    /// <summary>Those of them that were approved: no other may be deleted.</summary>
    public required int Approved { get; init; }

    /// <summary>Those approved that are not in the region any more.</summary>
    public required int Gone { get; init; }

    /// <summary>Those approved that a rule or guard keeps now.</summary>
    public required int Kept { get; init; }

    /// <summary>Snapshots that would go tonight, and that the approved plan did not have.</summary>
    public required int New { get; init; }

    /// <summary>The first of these, in that order. The log has all of them.</summary>
    public IReadOnlyList<ApprovalChange> Changes { get; init; } = [];

    /// <summary>The result of an approval whose changes are known.</summary>
    internal static ApprovalResult Of(ApprovedPlan approved, IReadOnlyList<ApprovalChange> changes)
    {
        return new ApprovalResult
        {
            PlannedAt = approved.PlannedAt,
            Planned = approved.Planned.Count,
            Approved = approved.Approved.Count,
            Gone = Count(ApprovalChangeKind.Gone),
            Kept = Count(ApprovalChangeKind.Kept),
            New = Count(ApprovalChangeKind.New),
            Changes = [.. changes.Take(RegionResult.ListLimit)],
        };

        int Count(ApprovalChangeKind kind) => changes.Count(change => change.Change == kind);
    }
}
