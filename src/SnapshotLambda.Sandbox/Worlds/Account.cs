using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An AWS account.</summary>
internal sealed record Account
{
    /// <summary>Its id, 12 digits.</summary>
    public required string Id { get; init; }

    /// <summary>The roles that can be assumed in it.</summary>
    public ImmutableArray<Role> Roles { get; init; } = [];

    /// <summary>The regions it has enabled; it can be called in no other.</summary>
    public ImmutableArray<Region> Regions { get; init; } = [];

    /// <summary>The region with that name, or null.</summary>
    public Region? Region(string name) => Regions.FirstOrDefault(region => region.Name == name);

    /// <summary>The role with that name, or null.</summary>
    public Role? Role(string name) => Roles.FirstOrDefault(role => role.Name == name);

    /// <summary>The same account, but for one region, which exists.</summary>
    public Account With(Region region)
    {
        var old = Region(region.Name) ?? throw new ArgumentException($"There is no region {region.Name}.", nameof(region));
        return this with { Regions = Regions.Replace(old, region) };
    }
}
