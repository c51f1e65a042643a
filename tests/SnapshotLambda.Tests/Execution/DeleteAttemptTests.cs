using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;

namespace SnapshotLambda.Tests.Execution;

public sealed class DeleteAttemptTests
{
    private static readonly Snapshot Old = new() { Id = "snap-1" };

    [Fact]
    public void That_was_never_sent_tells_nothing_of_what_EC2_permits()
    {
        var denied = new AwsError(ErrorClass.Denied, "UnauthorizedOperation", "No.", "r", 403);

        Assert.True(new DeleteAttempt(SnapshotOutcome.Deleted(Old)).IsAnswered);
        Assert.True(new DeleteAttempt(SnapshotOutcome.Failed(Old, denied, 1), denied).IsDenied);
        Assert.All(
            [
                DeleteAttempt.Unsent(SnapshotOutcome.Kept(Old, Reason.SharedWithOthers)),
                DeleteAttempt.Unsent(SnapshotOutcome.Failed(Old, denied, 1), denied),
            ],
            unsent => Assert.False(unsent.IsAnswered || unsent.IsDenied || unsent.IsSpent));
    }
}
