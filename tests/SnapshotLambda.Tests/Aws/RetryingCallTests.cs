using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Aws;

public sealed class RetryingCallTests
{
    private static AwsCallException Failure(ErrorClass kind) => new(new AwsError(kind, "Code", "Message", null, 0));

    private static string[] ClassesWhere(bool helps) =>
        [.. Enum.GetValues<ErrorClass>().Where(kind => Backoff.Helps(kind) == helps).Select(kind => kind.ToString())];

    public static TheoryData<string> Passing => [.. ClassesWhere(true)];

    public static TheoryData<string> Lasting => [.. ClassesWhere(false)];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Makes_as_many_attempts_as_can_help_with_the_pauses_of_the_backoff(string kind)
    {
        var time = new InstantTime();
        var made = 0;

        await Assert.ThrowsAsync<AwsCallException>(() => Call(time).RunAsync<int>(
            _ =>
            {
                made++;
                throw Failure(Enum.Parse<ErrorClass>(kind));
            },
            default));

        var random = new Random(7);
        var most = kind == nameof(ErrorClass.Throttled) ? 16 : 5;
        Assert.Equal(most, made);
        Assert.Equal(
            Enumerable.Range(1, most - 1).Select(attempt => WholeMilliseconds(Backoff.Delay(attempt, random))),
            time.Pauses.Select(WholeMilliseconds));
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public async Task Makes_one_attempt_where_another_would_not_help(string kind)
    {
        var time = new InstantTime();

        await Assert.ThrowsAsync<AwsCallException>(
            () => Call(time).RunAsync<int>(_ => throw Failure(Enum.Parse<ErrorClass>(kind)), default));

        Assert.Empty(time.Pauses);
    }

    [Fact]
    public async Task Stops_at_the_first_success()
    {
        var made = 0;

        var result = await Call(new InstantTime())
            .RunAsync(_ => ++made < 3 ? throw Failure(ErrorClass.Throttled) : Task.FromResult(made), default);

        Assert.Equal(3, result);
    }

    [Fact]
    public async Task Ends_a_pause_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var run = Call(time).RunAsync<int>(_ => throw Failure(ErrorClass.Throttled), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void Pauses_are_bounded_by_1_2_4_8_and_then_10_seconds() =>
        Assert.Equal([1, 2, 4, 8, 10, 10, 10], Enumerable.Range(1, 7).Select(attempt => Backoff.Bound(attempt).TotalSeconds));

    [Fact]
    public void Pauses_take_the_whole_room_from_zero_to_their_bound()
    {
        var random = new Random(7);
        var pauses = Enumerable.Range(0, 1000).Select(_ => Backoff.Delay(3, random).TotalSeconds).ToList();

        Assert.InRange(pauses.Min(), 0, 0.1);
        Assert.InRange(pauses.Max(), 3.9, 4);
        Assert.InRange(pauses.Average(), 1.8, 2.2);
    }

    private static RetryingCall Call(TimeProvider time) => new(pace: null, Calls.Never(time), time, new Random(7));

    private static long WholeMilliseconds(TimeSpan pause) => (long)pause.TotalMilliseconds;
}
