using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Outcomes;

/// <summary>The outcome of one candidate. The named factories alone build it, so that each outcome carries what it must.</summary>
internal readonly record struct SnapshotOutcome
{
    private SnapshotOutcome(Snapshot snapshot, OutcomeKind outcome, Reason? keptBecause = null, SnapshotFailure? failure = null) =>
        (Snapshot, Kind, KeptBecause, Failure) = (snapshot, outcome, keptBecause, failure);

    /// <summary>The candidate.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The kind of outcome.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>The reason that keeps it after all; not null for <see cref="OutcomeKind.Kept"/> alone.</summary>
    public Reason? KeptBecause { get; }

    /// <summary>The failure; not null for <see cref="OutcomeKind.Failed"/> alone.</summary>
    public SnapshotFailure? Failure { get; }

    /// <summary>The snapshot was deleted.</summary>
    public static SnapshotOutcome Deleted(Snapshot snapshot) => new(snapshot, OutcomeKind.Deleted);

    /// <summary>A real run would delete the snapshot.</summary>
    public static SnapshotOutcome WouldDelete(Snapshot snapshot) => new(snapshot, OutcomeKind.WouldDelete);

    /// <summary>The snapshot was marked, to be deleted by a later run.</summary>
    public static SnapshotOutcome Marked(Snapshot snapshot) => new(snapshot, OutcomeKind.Marked);

    /// <summary>A real run would mark the snapshot.</summary>
    public static SnapshotOutcome WouldMark(Snapshot snapshot) => new(snapshot, OutcomeKind.WouldMark);

    /// <summary>The snapshot was gone before.</summary>
    public static SnapshotOutcome AlreadyGone(Snapshot snapshot) => new(snapshot, OutcomeKind.AlreadyGone);

    /// <summary>The snapshot stays after all.</summary>
    public static SnapshotOutcome Kept(Snapshot snapshot, Reason because) => new(snapshot, OutcomeKind.Kept, because);

    /// <summary>The snapshot could not be deleted or marked. Another attempt in this run would not help.</summary>
    public static SnapshotOutcome Failed(Snapshot snapshot, AwsError error, int attempts) =>
        new(snapshot, OutcomeKind.Failed, failure: new SnapshotFailure(snapshot.Id, error.Code, error.Message, error.RequestId, attempts));

    /// <summary>The run did not come to the snapshot, or was not allowed to.</summary>
    public static SnapshotOutcome NotAttempted(Snapshot snapshot) => new(snapshot, OutcomeKind.NotAttempted);
}
