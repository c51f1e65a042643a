namespace SnapshotLambda.Report.Plans;

/// <summary>The counts of a plan: scanned = kept + toDelete + toMark + waiting.</summary>
internal sealed record PlanCounts
{
    /// <summary>The number of snapshots.</summary>
    public int Scanned { get; init; }

    /// <summary>The number of snapshots in scope.</summary>
    public int InScope { get; init; }

    /// <summary>The number of snapshots to delete in this run.</summary>
    public int ToDelete { get; init; }

    /// <summary>The number of snapshots to mark.</summary>
    public int ToMark { get; init; }

    /// <summary>The number of candidates that <c>maxDeletions</c> leaves to a later run.</summary>
    public int Waiting { get; init; }

    /// <summary>The number of kept snapshots, for each reason.</summary>
    public IReadOnlyDictionary<string, int> Kept { get; init; } = new Dictionary<string, int>();
}
