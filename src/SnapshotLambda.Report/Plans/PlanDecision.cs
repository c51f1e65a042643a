namespace SnapshotLambda.Report.Plans;

/// <summary>What a plan decides about one snapshot.</summary>
internal enum PlanDecision
{
    /// <summary>It stays; a reason says why.</summary>
    Keep,

    /// <summary>It is to be deleted in this run.</summary>
    Delete,

    /// <summary>It is to be tagged with a date, and deleted by a later run.</summary>
    Mark,

    /// <summary>It may go, but <c>maxDeletions</c> leaves it to a later run.</summary>
    Wait,
}
