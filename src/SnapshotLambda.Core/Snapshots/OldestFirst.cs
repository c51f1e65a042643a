namespace SnapshotLambda.Core.Snapshots;

/// <summary>Orders snapshots by start time, then by id. The order does not depend on EC2's listing.</summary>
internal sealed class OldestFirst : IComparer<Snapshot>
{
    private OldestFirst()
    {
    }

    /// <summary>The comparer; the snapshots must have a start time.</summary>
    public static OldestFirst Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Snapshot? x, Snapshot? y) =>
        x!.StartTime!.Value.CompareTo(y!.StartTime!.Value) is var byTime and not 0 ? byTime : string.CompareOrdinal(x.Id, y.Id);
}
