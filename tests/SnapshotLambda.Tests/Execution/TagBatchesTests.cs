using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Execution;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Tests.Execution;

public sealed class TagBatchesTests
{
    private readonly FakeTimeProvider _time = new();

    private static AwsError Error(ErrorClass error, string message = "") => new(error, $"{error}", message, "request", 400);

    private static Snapshot[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => new Snapshot { Id = $"snap-{i:D4}" })];

    [Fact]
    public async Task Reaches_no_batch_after_the_deadline()
    {
        var sent = 0;
        var batches = Batches((ids, _) =>
        {
            sent += ids.Count;
            _time.Advance(TimeSpan.FromSeconds(60));
            return Task.CompletedTask;
        });

        var taggings = await batches.RunAsync(Many(250), 100, later: [], CancellationToken.None).ToListAsync();

        Assert.Equal(100, sent);
        Assert.Equal(
            [.. Enumerable.Repeat(TaggingOutcome.Done, 100), .. Enumerable.Repeat(TaggingOutcome.NotReached, 150)],
            taggings.Select(tagging => tagging.Outcome));
        Assert.Equal(EarlyStop.Deadline, batches.Stop);
    }

    [Fact]
    public async Task A_call_cut_off_by_the_time_limit_was_not_reached()
    {
        using var cutOff = new CancellationTokenSource();
        var batches = Batches(async (_, cancellationToken) =>
        {
            await cutOff.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        });

        var tagging = Assert.Single(await batches.RunAsync(Many(1), 100, later: [], cutOff.Token).ToListAsync());

        Assert.Equal((TaggingOutcome.NotReached, EarlyStop.Deadline), (tagging.Outcome, batches.Stop));
    }

    [Fact]
    public async Task Believes_a_denial_after_three_single_snapshots_met_it()
    {
        var sizes = new List<int>();
        var batches = Batches((ids, _) =>
        {
            sizes.Add(ids.Count);
            throw new AwsCallException(Error(ErrorClass.Denied));
        });

        var taggings = await batches.RunAsync(Many(3000), 1000, later: [], CancellationToken.None).ToListAsync();

        Assert.Equal([1000, 1, 500, 1, 250, 1], sizes);
        Assert.Equal((3, 2997), (taggings.Count(tagging => tagging.Outcome is TaggingOutcome.Failed),
            taggings.Count(tagging => tagging.Outcome is TaggingOutcome.NotReached)));
        Assert.Equal("Denied", batches.Stop?.Reason);
    }

    [Fact]
    public async Task Denials_of_the_first_are_no_matter_of_the_others_that_a_policy_lets()
    {
        static bool IsHeld(string id) => string.CompareOrdinal(id, "snap-0050") < 0;
        var batches = Batches(
            (ids, _) => ids.Any(IsHeld) ? throw new AwsCallException(Error(ErrorClass.Denied)) : Task.CompletedTask,
            id => IsHeld(id) ? Error(ErrorClass.Denied) : null);

        var taggings = await batches.RunAsync(Many(100), 30, later: [], CancellationToken.None).ToListAsync();
        var one = await batches.RunAsync(Many(1), 30, later: Many(51), CancellationToken.None).ToListAsync();

        Assert.Equal((50, 50), (taggings.Count(tagging => tagging.Outcome is TaggingOutcome.Done),
            taggings.Count(tagging => tagging.Outcome is TaggingOutcome.Failed)));
        Assert.Equal(TaggingOutcome.Failed, Assert.Single(one).Outcome);
        Assert.Null(batches.Stop?.Reason);
    }

    [Fact]
    public void Whatever_is_wrong_with_some_the_others_are_done_and_each_has_one_outcome() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), HoldsAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private async Task HoldsAsync(int seed)
    {
        var random = new Random(seed);
        var snapshots = Many(random.Next(200));
        var namesIds = random.Next(2) == 0;
        var wrong = snapshots.Where(_ => random.Next(20) == 0)
            .ToDictionary(
                snapshot => snapshot.Id,
                _ => random.Next(3) switch { 0 => ErrorClass.AlreadyGone, 1 => ErrorClass.Permanent, _ => ErrorClass.Denied });
        AwsError? WrongWith(string id) =>
            wrong.TryGetValue(id, out var error) ? Error(error, namesIds ? $"The snapshot '{id}' is bad." : "Bad.") : null;
        var batches = Batches(
            (ids, _) => ids.Select(WrongWith).FirstOrDefault(error => error is not null) is { } error
                ? throw new AwsCallException(error)
                : Task.CompletedTask,
            WrongWith);

        var taggings = await batches.RunAsync(snapshots, random.Next(1, 60), later: [], CancellationToken.None).ToListAsync();

        Assert.Equal(snapshots.Select(snapshot => snapshot.Id), taggings.Select(tagging => tagging.Snapshot.Id).Order());
        if (batches.Stop is null) Assert.All(taggings, tagging => Assert.Equal(Expected(wrong, tagging.Snapshot.Id), tagging.Outcome));
        Assert.All(
            taggings,
            tagging => Assert.Contains(tagging.Outcome, new[] { Expected(wrong, tagging.Snapshot.Id), TaggingOutcome.NotReached }));
    }

    private static TaggingOutcome Expected(Dictionary<string, ErrorClass> wrong, string id) =>
        !wrong.TryGetValue(id, out var error)
            ? TaggingOutcome.Done
            : error is ErrorClass.AlreadyGone ? TaggingOutcome.Gone : TaggingOutcome.Failed;

    private TagBatches Batches(Func<IReadOnlyList<string>, CancellationToken, Task> send, Func<string, AwsError?>? denialOf = null)
    {
        var deadline = new Deadline(_time, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20));
        return new TagBatches(
            new RetryingCall(new AdaptiveRateLimiter(100_000, 1, _time), deadline, _time, new Random(1)),
            new TagChange("ec2:CreateTags", send, (id, _) => Task.FromResult(denialOf is null ? Error(ErrorClass.Denied) : denialOf(id))));
    }
}
