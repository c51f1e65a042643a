using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>A volume of a generated fleet, with the data for its snapshots.</summary>
/// <param name="Exists">True if it still exists; the snapshots of deleted volumes are older.</param>
/// <param name="UsedShare">The share of its blocks ever written, above 0 and below 1.</param>
/// <param name="Hour">
/// The time of its nightly snapshot as a fraction of a day before now, away from the hours at which ages become whole days.
/// </param>
/// <param name="Tags">The tags of its snapshots.</param>
internal sealed record GeneratedFleetVolume(string Id, bool Exists, int SizeGiB, double UsedShare, double Hour, ImmutableArray<Tag> Tags)
{
    private static readonly int[] Sizes = [8, 8, 16, 20, 30, 50, 100, 100, 200, 250, 500, 1000, 2000];

    /// <summary>The backup windows: tools start the snapshots of many volumes in the same second.</summary>
    private static readonly double[] Windows = [0.15, 0.375, 0.375, 0.625, 0.8];

    /// <summary>Draws a volume.</summary>
    public static GeneratedFleetVolume Draw(Random random, int number) => new(
        GeneratedFleetDraw.Id(random, "vol"),
        !GeneratedFleetDraw.Chance(random, 5),
        GeneratedFleetDraw.Of(random, Sizes),
        0.05 + (0.9 * random.NextDouble()),
        GeneratedFleetDraw.Of(random, Windows) + (random.Next(4) * 60.0 / 86_400),
        GeneratedFleetTags.Draw(random, number));

    /// <summary>
    /// Draws its snapshots: most volumes keep a fortnight of nights, some are weekly or monthly, some were never pruned, some stopped.
    /// </summary>
    public IEnumerable<Ec2Snapshot> DrawNights(Random random, DateTimeOffset now)
    {
        var (count, days) = random.Next(100) switch
        {
            < 4 => (random.Next(30, 75), 1),
            < 9 => (random.Next(6, 20), 7),
            < 12 => (random.Next(3, 12), 30),
            _ => (random.Next(7, 15), 1),
        };
        var isStopped = !Exists || GeneratedFleetDraw.Chance(random, 3);
        var since = isStopped ? random.Next(20, 200) : 0;
        var description = GeneratedFleetDraw.Chance(random, 70) ? $"Nightly backup of {Id}" : "";
        for (var night = 0; night < count; night++)
            yield return SnapshotAt(random, now, since + (night * days)) with { Description = description };
    }

    /// <summary>A snapshot of this age in days, plus the volume's hour.</summary>
    public Ec2Snapshot SnapshotAt(Random random, DateTimeOffset now, int days) => new()
    {
        Id = GeneratedFleetDraw.Id(random, "snap"),
        VolumeId = Id,
        StartTime = AwsFormats.Milliseconds(now.AddDays(-days - Hour)),
        VolumeSizeGiB = SizeGiB,
        FullSizeBytes = GeneratedFleetDraw.Chance(random, 3) ? null : Written(days),
        Tags = Tags,
    };

    /// <summary>The bytes written by then, in EBS's blocks of 512 KiB; they only ever grow.</summary>
    private long Written(int days) => (long)(SizeGiB * 2048L * UsedShare / (1 + (days * 0.002))) * 512 * 1024;
}
