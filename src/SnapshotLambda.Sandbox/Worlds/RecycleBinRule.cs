using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A retention rule of the Recycle Bin: https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin-concepts.html</summary>
/// <param name="Days">The number of days for which a deleted snapshot is kept.</param>
/// <param name="Tag">The tag of the snapshots that the rule covers; null for all of the region.</param>
internal sealed record RecycleBinRule(int Days, Tag? Tag)
{
    /// <summary>The most tags that a rule for all of a region may exclude.</summary>
    public const int MostExcluded = 5;

    /// <summary>The tags of the snapshots that a rule for all of a region does not cover.</summary>
    public ImmutableArray<Tag> ExcludedTags { get; init; } = [];

    /// <summary>True if the rule covers a snapshot with these tags.</summary>
    public bool Holds(IEnumerable<Tag> tags) =>
        Tag is { } wanted ? tags.Contains(wanted) : !tags.Any(tag => ExcludedTags.Contains(tag));
}
