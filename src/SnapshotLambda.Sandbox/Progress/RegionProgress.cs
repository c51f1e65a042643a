namespace SnapshotLambda.Sandbox.Progress;

/// <summary>What is known of a region while the run goes on.</summary>
/// <param name="Account">Its account.</param>
/// <param name="Region">Its name.</param>
internal sealed record RegionProgress(string Account, string Region)
{
    /// <summary>Whether it is read and planned.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether it is done.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Snapshots listed.</summary>
    public int Scanned { get; init; }

    /// <summary>Deletions planned.</summary>
    public int Planned { get; init; }

    /// <summary>Snapshots to be marked.</summary>
    public int ToMark { get; init; }

    /// <summary>Deletions done.</summary>
    public int Deleted { get; init; }

    /// <summary>Deletions of which nobody knows whether they were done.</summary>
    public int MayBeDeleted { get; init; }

    /// <summary>Deletions that a real run would do.</summary>
    public int WouldDelete { get; init; }

    /// <summary>Marks set.</summary>
    public int Marked { get; init; }

    /// <summary>Deletions and marks that failed for good.</summary>
    public int Failed { get; init; }

    /// <summary>Calls that EC2 refused for too many requests, as far as the log tells.</summary>
    public int Throttles { get; init; }
}
