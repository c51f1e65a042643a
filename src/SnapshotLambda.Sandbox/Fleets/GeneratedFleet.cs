using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Fleets;

/// <summary>
/// Makes a believable fleet: nightly snapshots of many volumes over months, machine images, copies, and a few of
/// everything awkward. The same count, seed, regions and instant make the same fleet; at another instant it is the same
/// fleet with all times moved along. No age lies within an hour of a whole number of days, so that what a policy in days
/// makes of it does not depend on how long the run takes.
/// </summary>
internal static class GeneratedFleet
{
    /// <summary>The account that all of it belongs to.</summary>
    public const string AccountId = "111122223333";

    /// <summary>A world of one account with <paramref name="count"/> snapshots in each region.</summary>
    public static World Generate(int count, int seed, IReadOnlyList<string> regions, DateTimeOffset now) => new()
    {
        Accounts =
        [
            new Account
            {
                Id = AccountId,
                Regions = [.. regions.Select(name => GeneratedFleetRegion.Generate(name, count, new Random(SeedOf(seed, name)), AwsFormats.Milliseconds(now)))],
            },
        ],
    };

    /// <summary>A seed of its own for each region (FNV-1a), the same in every process.</summary>
    private static int SeedOf(int seed, string region)
    {
        uint hash = 2_166_136_261 ^ (uint)seed;
        foreach (char letter in region)
            hash = (hash ^ letter) * 16_777_619;
        return (int)(hash & int.MaxValue);
    }
}
