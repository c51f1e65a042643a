namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>Holds the world of a running sandbox. Readers see the old or the new world, never half of a change.</summary>
internal sealed class WorldStore(World world)
{
    private readonly Lock _changing = new();
    private volatile World _current = world;

    /// <summary>The current world.</summary>
    public World Current => _current;

    /// <summary>
    /// Replaces a region of an account by the result of a function; both must exist. A function that throws changes nothing.
    /// </summary>
    public void Change(string accountId, string region, Func<Region, Region> rule)
    {
        lock (_changing)
        {
            var old = _current.Region(accountId, region)
                ?? throw new ArgumentException($"{accountId} has no region {region}.", nameof(region));
            _current = _current.With(accountId, rule(old));
        }
    }
}
