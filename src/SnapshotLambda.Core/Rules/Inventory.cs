using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>The complete reading of one account's region. An incomplete one does not exist.</summary>
/// <param name="Snapshots">The account's snapshots, each once.</param>
/// <param name="ExistingVolumeIds">The volumes that exist, be it in the Recycle Bin; empty if no retention asks for them.</param>
/// <param name="Guards">The rules of the guards that are not skipped, each read completely.</param>
internal sealed record Inventory(IReadOnlyList<Snapshot> Snapshots, IReadOnlySet<string> ExistingVolumeIds, IReadOnlyList<IRule> Guards)
{
    /// <summary>
    /// The account's AMIs, disabled ones and those in the Recycle Bin included; null if they are not all known, and then no snapshot is a
    /// leftover.
    /// </summary>
    public IReadOnlySet<string>? ImageIds { get; init; }

    /// <summary>True if volumes may be in the Recycle Bin and could not be listed: then every volume is treated as existing.</summary>
    public bool MayHaveBinnedVolumes { get; init; }

    /// <summary>True if a policy denies the older versions of launch templates: the latest and the default ones were read alone.</summary>
    public bool LacksOlderVersions { get; init; }
}
