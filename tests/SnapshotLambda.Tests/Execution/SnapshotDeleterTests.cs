using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;
using SnapshotLambda.Tests.Reading;

namespace SnapshotLambda.Tests.Execution;

public sealed class SnapshotDeleterTests
{
    private static readonly RegionLog Log = new(NullLogger.Instance, "run", "111122223333", "us-east-1", dryRun: false, verbose: false);

    private static readonly Snapshot Old = new() { Id = "snap-1", StartTime = DateTimeOffset.UnixEpoch };

    [Theory]
    [InlineData(true, OutcomeKind.NotAttempted)]
    [InlineData(false, OutcomeKind.Deleted)]
    public async Task A_fault_just_before_the_deadline_is_no_failure_for_good(bool isStillThere, object outcome)
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20));
        using var ec2 = new ScriptedEc2(() => time.Advance(TimeSpan.FromMilliseconds(4_999)), isStillThere);

        var attempt = await new SnapshotDeleter(ec2, sharing: null, new RetryingCall(
            new AdaptiveRateLimiter(1, 1, time),
            deadline,
            time,
            new Random(1))).DeleteAsync(Old, new Turn(time.GetTimestamp()), CancellationToken.None);

        Assert.Equal(outcome, attempt.Outcome.Kind);
        Assert.Equal(isStillThere, attempt.MayBeDone);
    }

    [Theory]
    [InlineData("UnauthorizedOperation", 403, "You are not authorized.")]
    [InlineData("OperationNotPermitted", 400, "The snapshot is locked.")]
    public async Task One_that_could_not_be_asked_about_has_failed_whatever_the_error_would_mean_to_a_deletion(
        string code, int status, string message)
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(20));
        using var ec2 = new ScriptedEc2(() => Assert.Fail("It was deleted."), isStillThere: true);
        var denied = new ScriptedGuards
        {
            Shares = (_, _) => throw new AwsCallException(
                new AwsError(ErrorClassification.Of(code, status, message), code, message, "r", status)),
        };
        var sharing = new SharingCheck(denied, "111122223333", deadline, time, new Random(1), Log);

        var attempt = await new SnapshotDeleter(ec2, sharing, new RetryingCall(
            new AdaptiveRateLimiter(1, 1, time),
            deadline,
            time,
            new Random(1)))
        {
            IsFenced = true,
        }.DeleteAsync(Old, new Turn(time.GetTimestamp()), CancellationToken.None);

        Assert.Equal((OutcomeKind.Failed, code), (attempt.Outcome.Kind, attempt.Outcome.Failure?.Code));
        Assert.True(attempt is { IsUnsent: true, IsDenied: false, MayBeDone: false });
    }

    [Fact]
    public async Task Sends_nothing_where_the_question_before_it_took_all_the_time()
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20));
        using var ec2 = new ScriptedEc2(() => Assert.Fail("It was deleted."), isStillThere: true);
        var slow = new ScriptedGuards
        {
            Shares = (_, _) =>
                {
                    time.Advance(TimeSpan.FromSeconds(5));
                    return Task.FromResult<IReadOnlyList<string>>([]);
                },
        };
        var sharing = new SharingCheck(slow, "111122223333", deadline, time, new Random(1), Log);

        var attempt = await new SnapshotDeleter(ec2, sharing, new RetryingCall(
            new AdaptiveRateLimiter(1, 1, time),
            deadline,
            time,
            new Random(1))).DeleteAsync(Old, new Turn(time.GetTimestamp()), CancellationToken.None);

        Assert.Equal(OutcomeKind.NotAttempted, attempt.Outcome.Kind);
        Assert.True(attempt is { IsUnsent: true, IsLate: true, MayBeDone: false });
    }

    [Fact]
    public async Task What_was_not_sent_since_the_session_could_not_be_renewed_cannot_be_done()
    {
        var time = new FakeTimeProvider();
        var deadline = new Deadline(time, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20));
        using var ec2 = new ScriptedEc2(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(4_999));
                throw new AwsCallException(
                    new AwsError(ErrorClass.Transient, "ServiceUnavailable", "STS is not there.", "r", 503) { IsUnsent = true });
            },
            isStillThere: true);

        var attempt = await new SnapshotDeleter(ec2, sharing: null, new RetryingCall(
            new AdaptiveRateLimiter(1, 1, time),
            deadline,
            time,
            new Random(1))).DeleteAsync(Old, new Turn(time.GetTimestamp()), CancellationToken.None);

        Assert.False(attempt.IsSpent);
    }
}
