namespace SnapshotLambda.Core.Outcomes;

/// <summary>Whether what a run deleted, or would delete, can be taken back out of the Recycle Bin.</summary>
internal enum UndoState
{
    /// <summary>Nothing was deleted, or would be, that could be taken back.</summary>
    None,

    /// <summary><c>recycleBin</c> is off: whatever is deleted is gone for good, unless a rule for all snapshots stands.</summary>
    Off,

    /// <summary>It is in the bin.</summary>
    InBin,

    /// <summary>It is not in the bin: no rule matches it.</summary>
    NotInBin,

    /// <summary>It goes to the bin where a rule for the tag stands; a dry run cannot see whether one does.</summary>
    Expected,

    /// <summary>The bin could not be read.</summary>
    Unknown,
}
