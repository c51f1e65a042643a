namespace SnapshotLambda.Core;

/// <summary>What became of one candidate. Built by the named factories alone, so that each outcome carries what it must.</summary>
internal readonly record struct Deletion
{
    private Deletion(Snapshot snapshot, DeletionOutcome outcome, Reason? keptBecause = null, DeletionFailure? failure = null) =>
        (Snapshot, Outcome, KeptBecause, Failure) = (snapshot, outcome, keptBecause, failure);

    /// <summary>The candidate.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>What became of it.</summary>
    public DeletionOutcome Outcome { get; }

    /// <summary>Why it stays after all; not null for <see cref="DeletionOutcome.Kept"/> alone.</summary>
    public Reason? KeptBecause { get; }

    /// <summary>What went wrong; not null for <see cref="DeletionOutcome.Failed"/> alone.</summary>
    public DeletionFailure? Failure { get; }

    /// <summary>It was deleted.</summary>
    public static Deletion Deleted(Snapshot snapshot) => new(snapshot, DeletionOutcome.Deleted);

    /// <summary>A real run would delete it.</summary>
    public static Deletion WouldDelete(Snapshot snapshot) => new(snapshot, DeletionOutcome.WouldDelete);

    /// <summary>It was marked, to be deleted by a later run.</summary>
    public static Deletion Marked(Snapshot snapshot) => new(snapshot, DeletionOutcome.Marked);

    /// <summary>A real run would mark it.</summary>
    public static Deletion WouldMark(Snapshot snapshot) => new(snapshot, DeletionOutcome.WouldMark);

    /// <summary>It was gone before.</summary>
    public static Deletion AlreadyGone(Snapshot snapshot) => new(snapshot, DeletionOutcome.AlreadyGone);

    /// <summary>It stays after all.</summary>
    public static Deletion Kept(Snapshot snapshot, Reason because) => new(snapshot, DeletionOutcome.Kept, because);

    /// <summary>It could not be deleted, or marked, and trying again in this run would not help.</summary>
    public static Deletion Failed(Snapshot snapshot, AwsError error, int attempts) =>
        new(snapshot, DeletionOutcome.Failed, failure: new DeletionFailure(snapshot.Id, error.Code, error.Message, error.RequestId, attempts));

    /// <summary>The run did not come to it, or was not let.</summary>
    public static Deletion NotAttempted(Snapshot snapshot) => new(snapshot, DeletionOutcome.NotAttempted);
}
