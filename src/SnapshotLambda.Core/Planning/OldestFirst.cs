namespace SnapshotLambda.Core;

/// <summary>The one order of snapshots: by start time, equal ones by id. It does not depend on how EC2 listed them.</summary>
internal sealed class OldestFirst : IComparer<Snapshot>
{
    private OldestFirst()
    {
    }

    /// <summary>Compares snapshots that have a start time.</summary>
    public static OldestFirst Instance { get; } = new();

    /// <summary>Compares (start time, id) pairs.</summary>
    public static IComparer<(DateTimeOffset StartTime, string Id)> Keys { get; } =
        Comparer<(DateTimeOffset StartTime, string Id)>.Create((left, right) => Compare(left.StartTime, left.Id, right.StartTime, right.Id));

    /// <inheritdoc/>
    public int Compare(Snapshot? x, Snapshot? y) => Compare(x!.StartTime!.Value, x.Id, y!.StartTime!.Value, y.Id);

    private static int Compare(DateTimeOffset startTime, string id, DateTimeOffset otherStartTime, string otherId) =>
        startTime.CompareTo(otherStartTime) is var byTime and not 0 ? byTime : string.CompareOrdinal(id, otherId);
}
