using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Tests.Restoring;

public sealed class RestoreSelectionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_any_world_nothing_is_restored_that_is_not_named_binned_and_of_the_run_and_each_is_counted_once()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            string[] ids = [.. Enumerable.Range(0, 12).Select(number => $"snap-{number:x8}")];
            var window = RunWindow.Of(Start, Start.AddMinutes(random.Next(15)));
            var named = Some(random, ids).ToDictionary(
                id => id, _ => (IReadOnlyList<RunWindow>)(random.Next(5) == 0 ? [] : [window]), StringComparer.Ordinal);
            var binned = Some(random, ids).ToDictionary(
                id => id, id => new RecycleBinEntry(id, Start.AddMinutes(random.Next(-30, 45)), null), StringComparer.Ordinal);
            var present = Some(random, ids).ToDictionary(id => id, id => new Snapshot { Id = id }, StringComparer.Ordinal);

            var selection = RestoreSelection.Of(named, binned, present);

            Assert.All(selection.ToRestore, one => Assert.True(
                named.ContainsKey(one.Id) && binned[one.Id] == one && named[one.Id].Any(time => time.Holds(one.EnteredAt!.Value))));
            Assert.Equal(
                named.Keys.Order(StringComparer.Ordinal),
                selection.ToRestore.Select(one => one.Id)
                    .Concat(selection.Back.Select(one => one.Id))
                    .Concat(selection.NotOfThisRun)
                    .Concat(selection.Gone)
                    .Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Whatever_is_told_of_them_each_is_counted_once_and_none_that_was_not_named()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var isDry = random.Next(2) == 0;
            var tally = new RestoreTally(Enumerable.Range(0, random.Next(8)).Select(number => $"snap-{number % 5}"), isDry);
            RestoreOutcome[] outcomes = isDry
                ? [RestoreOutcome.WouldRestore, RestoreOutcome.AlreadyBack, RestoreOutcome.Expired, RestoreOutcome.NotOfThisRun]
                : [RestoreOutcome.Restored, RestoreOutcome.AlreadyBack, RestoreOutcome.Expired, RestoreOutcome.NotOfThisRun];
            for (var told = random.Next(20); told > 0; told--)
            {
                var id = $"snap-{random.Next(7)}";
                if (random.Next(5) == 0) tally.Fail(new(id, "code", "message", null, 1));
                else tally.Set(id, outcomes[random.Next(outcomes.Length)]);
                if (random.Next(4) == 0) tally.LeaveTags(id, failure: null);
            }

            Assert.True(tally.Counts.AddUp);
            Assert.InRange(tally.Counts.Found, 0, 5);
        }
    }

    [Fact]
    public void Those_that_came_first_leave_the_bin_first_and_are_restored_first()
    {
        IReadOnlyList<RunWindow> windows = [RunWindow.Always];
        RecycleBinEntry[] bin = [new("snap-1", Start.AddMinutes(2), null), new("snap-3", Start, null), new("snap-2", Start, null)];

        var selection = RestoreSelection.Of(
            bin.ToDictionary(one => one.Id, _ => windows), bin.ToDictionary(one => one.Id), new Dictionary<string, Snapshot>());

        Assert.Equal(["snap-2", "snap-3", "snap-1"], selection.ToRestore.Select(one => one.Id));
    }

    private static string[] Some(Random random, string[] ids) => [.. ids.Where(_ => random.Next(2) == 0)];
}
