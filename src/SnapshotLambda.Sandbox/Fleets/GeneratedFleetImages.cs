using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>Draws images and their snapshots: some disabled, one in the Recycle Bin, some of several volumes.</summary>
internal static class GeneratedFleetImages
{
    private const int OldestDays = 400;

    /// <summary>The images of exactly <paramref name="count"/> snapshots, which are added to <paramref name="snapshots"/>.</summary>
    public static List<Ec2Image> Draw(
        Random random, List<GeneratedFleetVolume> volumes, int count, DateTimeOffset now, List<Ec2Snapshot> snapshots)
    {
        List<Ec2Image> images = [];
        for (var left = count; left > 0;)
        {
            var id = GeneratedFleetDraw.Id(random, "ami");
            var instance = GeneratedFleetDraw.Id(random, "i");
            var days = random.Next(OldestDays);
            Ec2Snapshot[] behind =
            [
                .. Enumerable.Range(0, Math.Min(left, GeneratedFleetDraw.Chance(random, 25) ? random.Next(2, 4) : 1)).Select(_ =>
                    GeneratedFleetDraw.Of(random, volumes).SnapshotAt(random, now, days) with
                    {
                        Description = $"Created by CreateImage({instance}) for {id}",
                    }),
            ];
            snapshots.AddRange(behind);
            images.Add(new Ec2Image(id, StateOf(images.Count), [.. behind.Select(snapshot => snapshot.Id)]));
            left -= behind.Length;
        }

        return images;
    }

    private static ImageState StateOf(int number) => number switch
    {
        1 => ImageState.Binned,
        _ when number % 6 == 0 => ImageState.Disabled,
        _ => ImageState.Available,
    };
}
