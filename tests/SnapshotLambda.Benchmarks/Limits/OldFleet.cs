using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Benchmarks.Limits;

/// <summary>Regions full of snapshots that nothing keeps, and as many young ones as someone else may want to delete.</summary>
internal static class OldFleet
{
    /// <summary>The world, with so many old and young snapshots in each region.</summary>
    public static World Of(IEnumerable<string> regions, int old, int young, DateTimeOffset now) => new()
    {
        Accounts =
        [
            new Account
            {
                Id = GeneratedFleet.AccountId,
                Regions = [.. regions.Select(name => new Region
                {
                    Name = name,
                    Snapshots = ById.Of([.. Snapshots('a', old, now.AddDays(-100)), .. Snapshots('b', young, now.AddDays(-1))]),
                })],
            },
        ],
    };

    /// <summary>The ids of the young ones.</summary>
    public static IEnumerable<string> YoungIds(int young) => Enumerable.Range(0, young).Select(number => Id('b', number));

    private static IEnumerable<Ec2Snapshot> Snapshots(char kind, int count, DateTimeOffset startTime) =>
        Enumerable.Range(0, count).Select(number => new Ec2Snapshot
        {
            Id = Id(kind, number),
            VolumeId = $"vol-{kind}{number:x16}",
            StartTime = startTime.AddSeconds(number),
        });

    private static string Id(char kind, int number) => $"snap-{kind}{number:x16}";
}
