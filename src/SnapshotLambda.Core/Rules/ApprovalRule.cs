using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps every snapshot that is not in <c>approvedSnapshotIds</c>, if that list is given.</summary>
internal sealed class ApprovalRule(IReadOnlySet<string>? approvedSnapshotIds) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) =>
        approvedSnapshotIds is null || approvedSnapshotIds.Contains(snapshot.Id) ? null : Reason.NotApproved;
}
