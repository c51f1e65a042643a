namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>Holds the world of a running sandbox. Readers see one world or the next, never half of a change.</summary>
internal sealed class WorldStore(World world)
{
    private readonly Lock changing = new();
    private volatile World current = world;

    /// <summary>The world as it is.</summary>
    public World Current => current;

    /// <summary>Replaces a region of an account, which both exist, by what the rule makes of it. A rule that throws changes nothing.</summary>
    public void Change(string accountId, string region, Func<Region, Region> rule)
    {
        lock (changing)
        {
            var old = current.Region(accountId, region) ?? throw new ArgumentException($"{accountId} has no region {region}.", nameof(region));
            current = current.With(accountId, rule(old));
        }
    }
}
