namespace SnapshotLambda.Execution;

/// <summary>The ways in which setting a tag, or taking it off, ends.</summary>
internal enum TaggingOutcome
{
    /// <summary>The tag is set, or off.</summary>
    Done,

    /// <summary>The snapshot is not there.</summary>
    Gone,

    /// <summary>The change failed for this snapshot. Another attempt in this run would not help.</summary>
    Failed,

    /// <summary>The run did not come to the snapshot, or was not allowed to.</summary>
    NotReached,
}
