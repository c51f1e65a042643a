using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Says by EC2's listing of a snapshot alone whether it counts for the floors and periods of a retention. The guards may still take it out
/// (<see cref="Members"/>).
/// </summary>
/// <param name="retention">The retention.</param>
/// <param name="inputs">The inputs of the plan.</param>
internal sealed class Membership(Retention retention, PlanInputs inputs)
{
    // A snapshot that a scanner or an update took, and deletes when it is done, is younger.
    private static readonly TimeSpan Lasting = TimeSpan.FromDays(2);

    private readonly DateTimeOffset _lastingBefore =
        inputs.ReferenceTime - TimeSpan.FromDays(Math.Min(Lasting.TotalDays, retention.MaxAgeDays));

    /// <summary>The snapshot's lineage under this retention; null if it is not known.</summary>
    public string? LineageOf(Snapshot snapshot) =>
        snapshot.HasLineage ? snapshot.VolumeId : Lineage.Of(snapshot, retention.Copies, inputs.Retention.LineageTag);

    /// <summary>The lineage among whose newest the snapshot can be, whatever may happen to it; null if it cannot.</summary>
    public string? CountedLineageOf(Snapshot snapshot) =>
        snapshot is { StartTime: not null, State: SnapshotState.Completed } ? LineageOf(snapshot) : null;

    /// <summary>True if the snapshot counts, and nothing in its listing says that somebody else deletes it.</summary>
    public bool Contains(Snapshot snapshot) =>
        CountedLineageOf(snapshot) is not null
        && !snapshot.IsTemporarilyRestored
        && (retention.Name is null || !retention.ExcludeTags.MatchesAny(snapshot.Tags))
        && inputs.Retention.KeepUntilTags.ForeignStateOn(snapshot, inputs.ReferenceTime) is not (MarkState.Pending or MarkState.Unreadable);

    /// <summary>True if the snapshot is so old that no scanner's job is still at work on it.</summary>
    public bool Lasts(Snapshot snapshot) => snapshot.StartTime <= _lastingBefore;
}
