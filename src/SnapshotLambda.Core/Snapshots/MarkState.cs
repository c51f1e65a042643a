namespace SnapshotLambda.Core.Snapshots;

/// <summary>What a mark says at an instant.</summary>
internal enum MarkState
{
    /// <summary>Not yet.</summary>
    Pending,

    /// <summary>The snapshot may be deleted.</summary>
    Passed,

    /// <summary>Neither a date nor an instant: not written by this tool.</summary>
    Unreadable,
}
