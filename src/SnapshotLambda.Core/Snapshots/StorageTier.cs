namespace SnapshotLambda.Core.Snapshots;

/// <summary>The storage tier of a snapshot's blocks.</summary>
internal enum StorageTier
{
    /// <summary>A tier that this version does not know.</summary>
    Unknown,

    /// <summary>The standard tier: incremental, restored at once.</summary>
    Standard,

    /// <summary>The archive tier: whole, paid for 90 days at least, restored in up to 72 hours.</summary>
    Archive,
}
