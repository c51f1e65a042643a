using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A retention rule of the Recycle Bin.</summary>
/// <param name="Days">How long a deleted snapshot is kept.</param>
/// <param name="Tag">The tag that makes it hold for a snapshot; null: it holds for all.</param>
internal sealed record RecycleBinRule(int Days, Tag? Tag)
{
    /// <summary>Whether a snapshot with these tags falls under the rule.</summary>
    public bool Holds(IEnumerable<Tag> tags) => Tag is not { } wanted || tags.Contains(wanted);
}
