using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps incomplete snapshots. EC2 accepts the deletion of a pending snapshot and carries it out on completion:
/// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html
/// </summary>
internal sealed class StateRule : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => snapshot.State is SnapshotState.Completed ? null : Reason.NotCompleted;
}
