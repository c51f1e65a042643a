namespace SnapshotLambda.Core.Outcomes;

/// <summary>A snapshot of which an approval does not hold as it was given.</summary>
/// <param name="SnapshotId">The snapshot's id.</param>
/// <param name="Change">What is otherwise.</param>
/// <param name="Reason">The reason for which it stays; null for one that is gone.</param>
public sealed record ApprovalChange(string SnapshotId, ApprovalChangeKind Change, string? Reason);
