using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A retention rule of the Recycle Bin.</summary>
/// <param name="Days">The number of days for which a deleted snapshot is kept.</param>
/// <param name="Tag">The tag of the snapshots that the rule covers; null for all.</param>
internal sealed record RecycleBinRule(int Days, Tag? Tag)
{
    /// <summary>True if the rule covers a snapshot with these tags.</summary>
    public bool Holds(IEnumerable<Tag> tags) => Tag is not { } wanted || tags.Contains(wanted);
}
