namespace SnapshotLambda.Core.Guards;

/// <summary>
/// The use of the Recycle Bin: snapshots are tagged just before they are deleted, so that a tag-level rule keeps them for a while.
/// https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html
/// </summary>
internal enum RecycleBin
{
    /// <summary>Snapshots are not tagged.</summary>
    Off,

    /// <summary>Snapshots are tagged.</summary>
    Use,

    /// <summary>
    /// Snapshots are tagged, and a region stops if its first deletion, or the first of each further hundred, is not found in the Recycle
    /// Bin.
    /// </summary>
    Require,
}
