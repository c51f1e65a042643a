using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reading;

namespace SnapshotLambda.Tests.Reading;

public sealed class SharingCheckTests
{
    private const string Account = "111122223333";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Asks_80_at_once_and_16_a_second_after_that()
    {
        var ec2 = new ScriptedGuards();

        var asking = Check(ec2).AskAsync(Candidates(200), wanted: 120, CancellationToken.None);

        Assert.Equal(80, ec2.Asked.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(96, ec2.Asked.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(112, ec2.Asked.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await asking);
        Assert.Equal(Candidates(120).Select(snapshot => snapshot.Id), ec2.Asked);
    }

    [Fact]
    public async Task Keeps_at_most_16_calls_in_flight_and_asks_about_no_more_than_are_wanted()
    {
        var replies = new Queue<TaskCompletionSource<IReadOnlyList<string>>>();
        var ec2 = new ScriptedGuards
        {
            Shares = (_, _) =>
                {
                    replies.Enqueue(new());
                    return replies.Last().Task;
                },
        };
        var check = Check(ec2);

        var asking = check.AskAsync(Candidates(50), wanted: 20, CancellationToken.None);
        Assert.Equal(16, ec2.Asked.Count);
        for (var i = 0; i < 5; i++) replies.Dequeue().SetResult(["all"]);
        while (replies.TryDequeue(out var reply)) reply.SetResult([Account]);
        var shared = await asking;

        Assert.Equal(Candidates(5).Select(snapshot => snapshot.Id), shared.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(25, ec2.Asked.Count);
        Assert.Equal((false, true, true, false), (HasCleared(4), HasCleared(5), HasCleared(24), HasCleared(25)));

        bool HasCleared(int i) => check.HasCleared(Candidates(50)[i]);
    }

    [Fact]
    public async Task After_16_in_a_row_that_EC2_does_not_tell_of_it_ends_and_says_why_for_the_first()
    {
        var ec2 = new ScriptedGuards
        {
            Shares = (id, _) => string.CompareOrdinal(id, "snap-0020") >= 0
                ? throw Error(ErrorClass.Denied)
                : Task.FromResult<IReadOnlyList<string>>([]),
        };

        var exception = await Assert.ThrowsAsync<AwsCallException>(
            () => Check(ec2).AskAsync(Candidates(100), wanted: 100, CancellationToken.None));

        Assert.Equal(ErrorClass.Denied, exception.Error.Class);
        Assert.StartsWith("snap-00", exception.Error.Message, StringComparison.Ordinal);
        Assert.InRange(ec2.Asked.Count, 36, 52);
    }

    [Fact]
    public async Task Leaves_uncleared_what_EC2_does_not_tell_of_while_it_tells_of_others()
    {
        var ec2 = new ScriptedGuards
        {
            Shares = (id, _) => id is "snap-0003" or "snap-0090"
                ? throw Error(ErrorClass.Permanent)
                : Task.FromResult<IReadOnlyList<string>>([Account]),
        };
        var check = Check(ec2);

        var asking = check.AskAsync(Candidates(100), wanted: 100, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await asking);
        Assert.Equal(
            ["snap-0003", "snap-0090"], Candidates(100).Where(snapshot => !check.HasCleared(snapshot)).Select(snapshot => snapshot.Id));
    }

    [Fact]
    public async Task An_error_that_every_call_would_meet_ends_it_at_once()
    {
        var ec2 = new ScriptedGuards { Shares = (id, cancel) => id == "snap-0003" ? throw Error(ErrorClass.Systemic) : NeverAsync(cancel) };

        var exception = await Assert.ThrowsAsync<AwsCallException>(
            () => Check(ec2).AskAsync(Candidates(100), wanted: 100, CancellationToken.None));

        Assert.Equal(ErrorClass.Systemic, exception.Error.Class);
        Assert.InRange(ec2.Asked.Count, 4, 16);
    }

    [Fact]
    public async Task Takes_a_quarter_of_the_time_that_is_left_and_leaves_the_others_for_their_turn()
    {
        var ec2 = new ScriptedGuards();
        var check = Check(ec2, lambda: TimeSpan.FromSeconds(60));

        var asking = check.AskAsync(Candidates(2000), wanted: 2000, CancellationToken.None);
        for (var second = 0; second < 11; second++) _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await asking);
        Assert.InRange(ec2.Asked.Count, 80 + (9 * 16), 80 + (10 * 16));
        Assert.Equal(ec2.Asked.Count, Candidates(2000).Count(check.HasCleared));
    }

    [Fact]
    public async Task An_answer_counts_for_five_minutes()
    {
        var check = Check(new ScriptedGuards());
        await check.AskAsync(Candidates(1), wanted: 1, CancellationToken.None);

        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(check.HasCleared(Candidates(1)[0]));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(check.HasCleared(Candidates(1)[0]));
    }

    [Fact]
    public async Task One_that_is_throttled_for_good_is_not_told_of_yet_and_refuses_nothing()
    {
        var ec2 = new ScriptedGuards
        {
            Shares = (id, _) => id == "snap-0003" ? throw Error(ErrorClass.Throttled) : Task.FromResult<IReadOnlyList<string>>([Account]),
        };
        var check = Check(ec2);

        var asking = check.AskAsync(Candidates(10), wanted: 10, CancellationToken.None);
        while (!asking.IsCompleted) _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await asking);
        Assert.Equal(["snap-0003"], Candidates(10).Where(snapshot => !check.HasCleared(snapshot)).Select(snapshot => snapshot.Id));
        Assert.Equal(9 + Backoff.ThrottledAttempts, ec2.Asked.Count);
    }

    private SharingCheck Check(ScriptedGuards ec2, TimeSpan? lambda = null)
    {
        // What waits for the clock then goes on within Advance, and not some time later on xunit's own threads.
        SynchronizationContext.SetSynchronizationContext(null);
        return new(
            ec2,
            Account,
            new Deadline(_time, lambda ?? TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(20)),
            _time,
            new Random(1),
            new RegionLog(NullLogger.Instance, "run", Account, "us-east-1", dryRun: false, verbose: false));
    }

    private static Snapshot[] Candidates(int count) => [.. Enumerable.Range(0, count).Select(i => new Snapshot { Id = $"snap-{i:D4}" })];

    private static AwsCallException Error(ErrorClass error) => new(new AwsError(error, "Some", "thing", "r", 400));

    private static async Task<IReadOnlyList<string>> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return [];
    }
}
