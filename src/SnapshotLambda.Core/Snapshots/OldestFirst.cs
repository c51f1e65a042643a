namespace SnapshotLambda.Core.Snapshots;

/// <summary>The one order of snapshots: by start time, equal ones by id. It does not depend on how EC2 listed them.</summary>
internal sealed class OldestFirst : IComparer<Snapshot>
{
    private OldestFirst()
    {
    }

    /// <summary>Compares snapshots that have a start time.</summary>
    public static OldestFirst Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Snapshot? x, Snapshot? y) =>
        x!.StartTime!.Value.CompareTo(y!.StartTime!.Value) is var byTime and not 0 ? byTime : string.CompareOrdinal(x.Id, y.Id);
}
