using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>A random region and what its plan follows from, told by their seed: a failure is repeated by the seed alone.</summary>
internal sealed record RandomRegion(int Seed)
{
    private static readonly string[] Volumes = ["vol-1", "vol-2", "vol-3", "vol-4", "vol-ffffffff"];

    private static readonly string[] TagKeys =
    [
        "aws:backup:source-resource", "AWS:DLM:expirationTime", "DLM:managed", "kubernetes.io/cluster/x", "velero.io/anything",
        "CSIVolumeSnapshotName",
        "AWSElasticDisasterRecoveryManaged", "aws:cloudformation:stack-id", "awsome", "kubernetes.io/clusters", "xaws:backup",
        "dlm:managed-not",
    ];

    /// <summary>Marks, and whether they have passed at the reference time, 2026-07-01 03:00 UTC; null: no one can tell.</summary>
    public static readonly IReadOnlyDictionary<string, bool?> Marks = new Dictionary<string, bool?>
    {
        ["2026-06-30"] = true,
        ["2026-07-01"] = false,
        ["2027-01-01"] = false,
        ["2026-07-01T02:59:59Z"] = true,
        ["2026-07-01T03:00Z"] = false,
        ["soon"] = null,
    };

    public Inventory Inventory { get; } = Draw(new Random(Seed));

    public PlanInputs PlanInputs { get; } = DrawInputs(new Random(Seed + 1));

    public Plan Plan => Planner.Plan(Inventory, PlanInputs, Given.Now);

    /// <summary>The guards that list snapshots, in their order, each with the last digit of the ids that it lists.</summary>
    public static IReadOnlyList<(Guard Guard, char LastDigit)> Listings { get; } =
        [(Guard.Images, '7'), (Guard.LaunchTemplates, '3'), (Guard.Locks, '9'), (Guard.FastRestore, '9'), (Guard.Sharing, '4')];

    private static Inventory Draw(Random random)
    {
        var snapshots = Enumerable.Range(0, random.Next(0, 60))
            .Select(i => Given.Snapshot($"snap-{i:D4}", random.Next(-40, 41) / 4.0, Volumes[random.Next(Volumes.Length)]) with
            {
                StartTime = random.Next(20) == 0 ? null : Given.Cutoff.AddHours(random.Next(-40, 40)),
                State = random.Next(10) == 0 ? (SnapshotState)random.Next(6) : SnapshotState.Completed,
                Description = random.Next(5) switch { 0 => "for ami-binned-1.", 1 => "for ami-binned-10", _ => null },
                Tier = random.Next(10) == 0 ? StorageTier.Archive : StorageTier.Standard,
                IsTemporarilyRestored = random.Next(10) == 0,
                Tags = random.Next(6) switch
                {
                    0 => [new Tag("Team", "data")],
                    1 => [new Tag("DONOTDELETE", "x")],
                    2 => [new Tag("Team", "web")],
                    3 =>
                    [
                        new Tag("Team", "data"),
                        new Tag(TagKeys[random.Next(TagKeys.Length)], "x"),
                        new Tag(TagKeys[random.Next(TagKeys.Length)], "y"),
                    ],
                    _ => [],
                },
            })
            .Select(snapshot => random.Next(3) != 0 ? snapshot : snapshot with
            {
                Tags = [.. snapshot.Tags, new Tag("snapshot-lambda:delete-after", Marks.Keys.ElementAt(random.Next(Marks.Count)))],
            })
            .ToList();
        return new Inventory(snapshots, Volumes.Where(_ => random.Next(2) == 0).ToHashSet(),
        [
            .. Listings.Select(one => new NamedRule(
                snapshots.Select(snapshot => snapshot.Id).Where(id => id.EndsWith(one.LastDigit)).ToHashSet(), one.Guard.Reason)),
            .. random.Next(2) == 0
                ? []
                : (IRule[])[new TieringRule(snapshots.Select(snapshot => snapshot.Id).Where(id => id.EndsWith('5')).ToHashSet())],
            new DescribedImageRule(["ami-binned-1"], Reason.UsedByBinnedImage),
        ]);
    }

    private static PlanInputs DrawInputs(Random random) => new(DrawRetention(random), DrawSafeguards(random), Given.Now);

    private static Retention DrawRetention(Random random) => new()
    {
        KeepLatestPerVolume = random.Next(4),
        DeletedVolumes = (DeletedVolumes)random.Next(2),
        Copies = random.Next(2) == 0 ? Copies.Keep : Copies.AgeOnly,
        Archived = (ArchivedSnapshots)random.Next(2),
        IncludeTags = random.Next(3) == 0 ? Given.Tagged("Team", "d*") : TagFilter.Empty,
    };

    private static Safeguards DrawSafeguards(Random random) => new()
    {
        ApprovedSnapshotIds = random.Next(4) == 0 ? Enumerable.Range(0, 40).Select(i => $"snap-{i:D4}").ToHashSet() : null,
        SkipGuards = Guard.All.Select(guard => guard.Name).Where(_ => random.Next(5) == 0).ToHashSet(),
        GraceDays = random.Next(2) * random.Next(1, 91),
        MaxDeletions = random.Next(30),
        MaxDeletePercent = random.Next(1, 101),
    };
}
