namespace SnapshotLambda.Core.Snapshots;

/// <summary>The state of a grace mark at an instant.</summary>
internal enum MarkState
{
    /// <summary>The mark's date has not passed.</summary>
    Pending,

    /// <summary>The date has passed: the snapshot may be deleted.</summary>
    Passed,

    /// <summary>The mark is neither a date nor an instant, so this tool did not write it.</summary>
    Unreadable,
}
