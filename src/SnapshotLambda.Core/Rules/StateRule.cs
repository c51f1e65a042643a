using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps incomplete snapshots. EC2 accepts the deletion of a pending snapshot and carries it out on completion:
/// https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-snapshot.html With <c>errorState: ageOnly</c> those whose creation failed
/// may go.
/// </summary>
internal sealed class StateRule(FailedSnapshots errorState) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => snapshot.State switch
    {
        SnapshotState.Completed => null,
        SnapshotState.Error when errorState is FailedSnapshots.AgeOnly => null,
        _ => Reason.NotCompleted,
    };
}
