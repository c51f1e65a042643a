using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>The planner on a region in memory. BenchmarkDotNet takes public classes that are not sealed, and no others.</summary>
public class PlannerBenchmark
{
    private const int Nights = 15;
    private const int DaysBetween = 3;
    private const int Guards = 10;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PlanInputs Inputs = new(new Retention(), new Safeguards { MaxDeletions = 100_000 }, Now);

    private Inventory _inventory = null!;

    /// <summary>The size of a decision: three references.</summary>
    public static int DecisionBytes => 3 * IntPtr.Size;

    /// <summary>How many snapshots there are.</summary>
    public static int Snapshots { get; set; }

    /// <summary>Makes them: 15 nights of each volume, three days apart, well tagged; ten guards, each naming one in fifty.</summary>
    [GlobalSetup]
    public void MakeInventory()
    {
        ImmutableArray<Tag> tags =
        [
            new("Name", "orders-db"),
            new("Environment", "production"),
            new("Owner", "platform-team"),
            new("Project", "checkout"),
        ];
        Snapshot[] snapshots = [.. Enumerable.Range(0, Snapshots).Select(number => new Snapshot
        {
            Id = $"snap-0{number:x16}",
            VolumeId = $"vol-0{number / Nights:x16}",
            StartTime = Now.AddDays(-DaysBetween * (number % Nights)).AddSeconds(-number / Nights),
            State = SnapshotState.Completed,
            Tier = StorageTier.Standard,
            VolumeSizeGiB = 100,
            Tags = tags,
        })];
        var volumes = snapshots.Select(snapshot => snapshot.VolumeId!).ToHashSet();
        IRule[] guards = [.. Enumerable.Range(0, Guards).Select(guard => new NamedRule(
            snapshots.Where((_, number) => number % 50 == guard).Select(snapshot => snapshot.Id).ToHashSet(StringComparer.Ordinal),
            Guard.Images.Reason))];
        _inventory = new Inventory(snapshots, volumes, guards);
    }

    /// <summary>About a third would go.</summary>
    [Benchmark]
    public int Nightly() => Planner.Plan(_inventory, Inputs, Now).Candidates.Count;

    /// <summary>None is old enough, and no floor is asked for.</summary>
    [Benchmark]
    public int AllKept() => Planner.Plan(
        _inventory, Inputs with { Retention = new Retention { MaxAgeDays = 3650, KeepLatestPerVolume = 0 } }, Now).Candidates.Count;
}
