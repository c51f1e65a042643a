using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>
/// Generates a realistic fleet: nightly snapshots of many volumes over months, images, copies, and a few of every special kind. The same
/// count, seed, regions and instant give the same fleet; another instant moves all its times along. No age lies within an hour of a whole
/// number of days, so that settings in days do not depend on the run's duration.
/// </summary>
internal static class GeneratedFleet
{
    /// <summary>The fleet's account.</summary>
    public const string AccountId = "111122223333";

    /// <summary>The bucket of the fleet's account, empty.</summary>
    public const string Bucket = "snapshot-lambda-reports";

    /// <summary>A world of one account with <paramref name="count"/> snapshots in each region.</summary>
    public static World Generate(int count, int seed, IReadOnlyList<string> regions, DateTimeOffset now) => new()
    {
        Accounts =
        [
            new Account
            {
                Id = AccountId,
                Buckets = [new(Bucket)],
                Regions =
                [
                    .. regions.Select(
                        name => GeneratedFleetRegion.Generate(name, count, new Random(SeedOf(seed, name)), AwsFormats.Milliseconds(now))),
                ],
            },
        ],
    };

    /// <summary>The seed of a region (FNV-1a), the same in every process.</summary>
    private static int SeedOf(int seed, string region)
    {
        var hash = 2_166_136_261 ^ (uint)seed;
        foreach (var letter in region)
            hash = (hash ^ letter) * 16_777_619;
        return (int)(hash & int.MaxValue);
    }
}
