using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An AWS account.</summary>
internal sealed record Account
{
    /// <summary>The account's id, 12 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The account's roles.</summary>
    public ImmutableArray<Role> Roles { get; init; } = [];

    /// <summary>The account's buckets in S3.</summary>
    public ImmutableArray<Bucket> Buckets { get; init; } = [];

    /// <summary>The enabled regions; calls to others fail.</summary>
    public ImmutableArray<Region> Regions { get; init; } = [];

    /// <summary>The region with this name, or null.</summary>
    public Region? Region(string name) => Regions.FirstOrDefault(region => region.Name == name);

    /// <summary>The role with this name, or null.</summary>
    public Role? Role(string name) => Roles.FirstOrDefault(role => role.Name == name);

    /// <summary>The bucket with this name, or null.</summary>
    public Bucket? Bucket(string name) => Buckets.FirstOrDefault(bucket => bucket.Name == name);

    /// <summary>The same account with a changed region, which must exist.</summary>
    public Account With(Region region)
    {
        var old = Region(region.Name) ?? throw new ArgumentException($"There is no region {region.Name}.", nameof(region));
        return this with { Regions = Regions.Replace(old, region) };
    }
}
