using SnapshotLambda.Core;
using SnapshotLambda.Runs;

namespace SnapshotLambda.Tests.Runs;

public sealed class AttemptedDeletionTests
{
    private static readonly Snapshot Old = new() { Id = "snap-1" };

    [Fact]
    public void That_was_never_sent_tells_nothing_of_what_EC2_permits()
    {
        var denied = new AwsError(ErrorClass.Denied, "UnauthorizedOperation", "No.", "r", 403);

        Assert.True(new AttemptedDeletion(Deletion.Deleted(Old)).IsAnswered);
        Assert.True(new AttemptedDeletion(Deletion.Failed(Old, denied, 1), denied).IsDenied);
        Assert.All(
            [AttemptedDeletion.Unsent(Deletion.Kept(Old, Reason.SharedWithOthers)), AttemptedDeletion.Unsent(Deletion.Failed(Old, denied, 1), denied)],
            unsent => Assert.False(unsent.IsAnswered || unsent.IsDenied || unsent.IsSpent));
    }
}
