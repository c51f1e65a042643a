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

    /// <summary>Replaces a bucket, which must exist, by the result of a function. A function that throws changes nothing.</summary>
    public void ChangeBucket(string name, Func<Bucket, Bucket> rule)
    {
        lock (_changing)
        {
            var owner = _current.OwnerOf(name) ?? throw new ArgumentException($"There is no bucket {name}.", nameof(name));
            var old = owner.Bucket(name)!;
            var changed = owner with { Buckets = owner.Buckets.Replace(old, rule(old)) };
            _current = _current with { Accounts = _current.Accounts.Replace(owner, changed) };
        }
    }
}
