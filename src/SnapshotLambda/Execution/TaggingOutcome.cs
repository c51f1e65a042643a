namespace SnapshotLambda.Execution;

/// <summary>What came of setting a tag, or of taking it off.</summary>
internal enum TaggingOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The snapshot is not there.</summary>
    Gone,

    /// <summary>It failed for this snapshot, and trying again in this run would not help.</summary>
    Failed,

    /// <summary>The run did not come to it, or was not let.</summary>
    NotReached,
}
