namespace SnapshotLambda.Sandbox.Progress;

/// <summary>The progress of a region during the run.</summary>
internal sealed record RegionProgress(string Account, string Region)
{
    /// <summary>True once it is read and planned.</summary>
    public bool IsRead { get; init; }

    /// <summary>True once it is finished.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Snapshots listed.</summary>
    public int Scanned { get; init; }

    /// <summary>Deletions planned.</summary>
    public int Planned { get; init; }

    /// <summary>Snapshots to be marked.</summary>
    public int ToMark { get; init; }

    /// <summary>Deletions done.</summary>
    public int Deleted { get; init; }

    /// <summary>Deletions with an unknown outcome.</summary>
    public int MayBeDeleted { get; init; }

    /// <summary>Deletions that a real run would do.</summary>
    public int WouldDelete { get; init; }

    /// <summary>Marks set.</summary>
    public int Marked { get; init; }

    /// <summary>Deletions and marks that failed for good.</summary>
    public int Failed { get; init; }

    /// <summary>Throttled calls, as far as the log tells.</summary>
    public int Throttles { get; init; }
}
