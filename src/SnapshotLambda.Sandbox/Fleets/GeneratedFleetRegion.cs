using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Generates a region of a fleet: volumes with their nightly snapshots first, then images, then the special kinds.</summary>
internal static class GeneratedFleetRegion
{
    /// <summary>The region, with exactly <paramref name="count"/> snapshots.</summary>
    public static Region Generate(string name, int count, Random random, DateTimeOffset now)
    {
        var oddities = Math.Min(count / 4, Math.Max(GeneratedFleetOddities.Kinds, count / 25));
        var ofImages = count / 25;
        List<GeneratedFleetVolume> volumes = [];
        List<Ec2Snapshot> snapshots = [];
        while (snapshots.Count < count - oddities - ofImages)
        {
            var volume = GeneratedFleetVolume.Draw(random, volumes.Count);
            volumes.Add(volume);
            snapshots.AddRange(volume.DrawNights(random, now).Take(count - oddities - ofImages - snapshots.Count));
        }

        var images = GeneratedFleetImages.Draw(random, volumes, ofImages, now, snapshots);
        var odd = GeneratedFleetOddities.Draw(random, volumes, oddities, now);
        snapshots.AddRange(odd);
        return new Region
        {
            Name = name,
            RecycleBin = [new RecycleBinRule(7, new Tag("snapshot-lambda:retired", "true"))],
            Volumes = [.. ById.NoIds.Union(volumes.Where(volume => volume.Exists).Select(volume => volume.Id))],
            Snapshots = ById.Of(snapshots),
            Images = ById.Of(images, image => image.Id),
            LaunchTemplates = ById.Of(Templates(random, odd), template => template.Id),
        };
    }

    private static ImmutableArray<LaunchTemplate> Templates(Random random, List<Ec2Snapshot> odd) =>
    [
        .. odd.Where(snapshot => snapshot.Description == GeneratedFleetOddities.GoldenVolume)
            .Select(snapshot => new LaunchTemplate(GeneratedFleetDraw.Id(random, "lt"), [snapshot.Id])),
    ];
}
