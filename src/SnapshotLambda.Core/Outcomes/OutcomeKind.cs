namespace SnapshotLambda.Core.Outcomes;

/// <summary>The kinds of a candidate's outcome.</summary>
internal enum OutcomeKind
{
    /// <summary>Deleted by this run.</summary>
    Deleted,

    /// <summary>A real run would delete it.</summary>
    WouldDelete,

    /// <summary>Marked by this run, to be deleted by a later one.</summary>
    Marked,

    /// <summary>A real run would mark it.</summary>
    WouldMark,

    /// <summary>Gone before.</summary>
    AlreadyGone,

    /// <summary>Kept after all: EC2 protects it, or it is over the cap.</summary>
    Kept,

    /// <summary>Failed for good.</summary>
    Failed,

    /// <summary>The run did not come to it.</summary>
    NotAttempted,
}
