namespace SnapshotLambda.Core.Guards;

/// <summary>
/// Whether snapshots are tagged just before they are deleted, so that a tag-level Recycle Bin rule keeps them for a while.
/// https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html
/// </summary>
internal enum RecycleBin
{
    /// <summary>They are not tagged.</summary>
    Off,

    /// <summary>They are tagged.</summary>
    Use,

    /// <summary>They are tagged, and a region stops if its first deletion is not found in the Recycle Bin.</summary>
    Require,
}
