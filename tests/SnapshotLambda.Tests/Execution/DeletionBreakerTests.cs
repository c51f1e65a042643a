using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;

namespace SnapshotLambda.Tests.Execution;

public sealed class DeletionBreakerTests
{
    private static readonly AwsError Denied = new(ErrorClass.Denied, "UnauthorizedOperation", "No.", "r", 403);
    private static readonly AwsError Expired = new(ErrorClass.Systemic, "AuthFailure", "No.", "r", 401);
    private static readonly Snapshot Old = new() { Id = "snap-1" };

    [Fact]
    public void Are_in_doubt_after_three_denials_in_a_row()
    {
        var deletions = new DeletionBreaker();

        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(_ => InDoubtAfter(deletions, Denied)));
    }

    [Fact]
    public void Are_in_no_doubt_once_they_are_over_and_keep_the_first_reason()
    {
        var deletions = new DeletionBreaker();

        Assert.Equal(
            [false, false, false, false], new[] { Expired, Denied, Denied, Denied }.Select(error => InDoubtAfter(deletions, error)));

        Assert.Equal("AuthFailure", deletions.End(oneWasLet: true)?.Reason);
    }

    private static bool InDoubtAfter(DeletionBreaker deletions, AwsError error)
    {
        deletions.Take(new DeleteAttempt(SnapshotOutcome.Failed(Old, error, attempts: 1), error), isTrusted: true);
        return deletions.AreInDoubt;
    }
}
