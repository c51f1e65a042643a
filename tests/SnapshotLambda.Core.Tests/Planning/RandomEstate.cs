using System.Globalization;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Core.Tags;

namespace SnapshotLambda.Core.Tests.Planning;

/// <summary>A random region of three years with policies, told by its seed: a failure is repeated by the seed alone.</summary>
internal sealed record RandomEstate(int Seed)
{
    private static readonly string[] Volumes = ["vol-1", "vol-2", "vol-3", "vol-gone", "vol-ffffffff"];

    private static readonly (string Key, string Value)[] TagPool =
    [
        ("env", "dev"), ("env", "prod"), ("ENV", "prod"), ("team", "data"), ("team", "web"), ("DoNotDelete", "x"),
        ("DeleteOn", "2020-01-01"),
        ("DeleteOn", "2031-01-01"), ("Expires", "never"), ("velero.io/backup", "b"), ("source", "vol-1"), ("source", "vol-2"),
        ("snapshot-lambda:delete-after", "2026-06-01"), ("snapshot-lambda:delete-after", "2026-08-01"),
        ("snapshot-lambda:leftover-since", "2026-01-01"), ("snapshot-lambda:keep-until", "2031-01-01"),
    ];

    private static readonly string?[] Descriptions =
        [null, "nightly", "Created by CreateImage(i-0a) for ami-0a", "Created by CreateImage(i-0b) for ami-0b", "for ami-binned-1."];

    public Inventory Inventory { get; } = Draw(new Random(Seed));

    public PlanInputs Inputs { get; } = DrawInputs(new Random(Seed + 1));

    public Plan Plan => Planner.Plan(Inventory, Inputs, Given.Now);

    public Plan PlanWith(PlanInputs inputs) => Planner.Plan(Inventory, inputs, Given.Now);

    private static Inventory Draw(Random random)
    {
        var snapshots = Enumerable.Range(0, random.Next(0, 50)).Select(i => new Snapshot
        {
            Id = $"snap-{i:D4}",
            VolumeId = Volumes[random.Next(Volumes.Length)],
            StartTime = random.Next(30) == 0 ? null : Given.Now.AddHours(-random.Next(random.Next(2) == 0 ? 24 * 1000 : 24 * 50)),
            State = random.Next(15) == 0 ? (SnapshotState)random.Next(6) : SnapshotState.Completed,
            Tier = random.Next(10) == 0 ? StorageTier.Archive : StorageTier.Standard,
            Description = Descriptions[random.Next(Descriptions.Length)],
            Tags = [.. Enumerable.Range(0, random.Next(4))
                .Select(_ => TagPool[random.Next(TagPool.Length)])
                .DistinctBy(tag => tag.Key)
                .Select(tag => new Tag(tag.Key, tag.Value))],
        }).ToList();

        // Some are sets: of one second and one description.
        for (var i = 1; i < snapshots.Count; i++)
            if (random.Next(3) == 0)
                snapshots[i] = snapshots[i] with { StartTime = snapshots[i - 1].StartTime, Description = snapshots[i - 1].Description };
        return new Inventory(
            snapshots,
            Volumes.Where(volume => volume != "vol-gone" && random.Next(3) != 0).ToHashSet(),
            [
                new NamedRule(Ids(snapshots, '7'), Reason.UsedByImage),
                new NamedRule(Ids(snapshots, '9'), Reason.Locked),
                new NamedRule(Ids(snapshots, '4'), Reason.SharedWithOthers),
                new DescribedImageRule(["ami-binned-1"], Reason.UsedByBinnedImage),
            ])
        {
            ImageIds = random.Next(4) == 0 ? null : new HashSet<string> { "ami-0b" },
        };
    }

    private static HashSet<string> Ids(IEnumerable<Snapshot> snapshots, char last) =>
        snapshots.Select(snapshot => snapshot.Id).Where(id => id.EndsWith(last)).ToHashSet();

    private static PlanInputs DrawInputs(Random random)
    {
        var top = DrawRetention(random, name: null) with
        {
            IncludeTags = random.Next(5) == 0 ? Given.Tagged("team", "*") : TagFilter.Empty,
            ErrorState = (FailedSnapshots)random.Next(2),
            LineageTag = random.Next(2) == 0 ? "source" : null,
        };
        var policies = Enumerable.Range(0, random.Next(4)).Select(i => DrawPolicy(random, $"p{i}", top)).ToList();
        if (policies.Count > 0 && random.Next(2) == 0)
            policies.Add(DrawRetention(random, "rest") with { IsOtherwise = true, ExcludeTags = TagFilter.Empty });
        return new PlanInputs(
            top,
            DrawSafeguards(random),
            Given.Now)
        {
            Policies = [.. policies.Select(policy => policy with { LineageTag = top.LineageTag })],
        };
    }

    private static Retention DrawPolicy(Random random, string name, Retention top) => DrawRetention(random, name) with
    {
        IncludeTags = random.Next(4) switch
        {
            0 => Given.Tagged("env", "dev"),
            1 => Given.Tagged("Env", "prod"),
            2 => Given.Tagged("team", "data", "web"),
            _ => TagFilter.Empty,
        },
        ExcludeTags = random.Next(3) == 0 ? Given.Tagged("team", "web") : TagFilter.Empty,
        ErrorState = top.ErrorState,
    };

    private static Retention DrawRetention(Random random, string? name) => new()
    {
        Name = name,
        MaxAgeDays = random.Next(1, 60),
        KeepLatestPerVolume = random.Next(3),
        KeepDaily = random.Next(2) * random.Next(4),
        KeepWeekly = random.Next(2) * random.Next(4),
        KeepMonthly = random.Next(2) * random.Next(4),
        KeepYearly = random.Next(2) * random.Next(3),
        DeletedVolumes = (DeletedVolumes)random.Next(2),
        Copies = (Copies)random.Next(3),
        Archived = (ArchivedSnapshots)random.Next(2),
        DeregisteredImages = (DeregisteredImages)random.Next(2),
    };

    private static Safeguards DrawSafeguards(Random random) => new()
    {
        ApprovedSnapshotIds = random.Next(5) == 0 ? Enumerable.Range(0, 30).Select(i => $"snap-{i:D4}").ToHashSet() : null,
        GraceDays = random.Next(2) * random.Next(1, 30),
        MaxDeletions = 1000,
        MaxDeletePercent = random.Next(1, 101),
    };

    /// <inheritdoc/>
    public override string ToString() => Seed.ToString(CultureInfo.InvariantCulture);
}
