using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps what a person did not approve, where <c>approvedSnapshotIds</c> is given.</summary>
internal sealed class ApprovalRule(IReadOnlySet<string>? approvedSnapshotIds) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) =>
        approvedSnapshotIds is null || approvedSnapshotIds.Contains(snapshot.Id) ? null : Reason.NotApproved;
}
