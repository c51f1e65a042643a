using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Execution;

/// <summary>The attempt to delete one snapshot.</summary>
/// <param name="Outcome">The outcome of the snapshot.</param>
/// <param name="Error">The error that the attempt ended with; null if the snapshot was deleted.</param>
internal readonly record struct DeleteAttempt(SnapshotOutcome Outcome, AwsError? Error = null)
{
    /// <summary>Whether no deletion was sent, so that EC2's answer to one is not known.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>An attempt that ended before a deletion was sent.</summary>
    public static DeleteAttempt Unsent(SnapshotOutcome outcome, AwsError? error = null) => new(outcome, error) { IsUnsent = true };

    /// <summary>Whether the snapshot may be deleted: a reply was lost, and no look-up showed that it is gone.</summary>
    public bool MayBeDone { get; init; }

    /// <summary>Whether the deadline left no time for another attempt.</summary>
    public bool IsLate { get; init; }

    /// <summary>The cause why nothing more may be deleted; null if more may.</summary>
    public EarlyStop? Stop { get; init; }

    /// <summary>
    /// Whether the attempt counts towards the cap. A deletion that may be done counts, so that lost replies never lift the cap.
    /// </summary>
    public bool IsSpent => MayBeDone || Outcome.Kind is OutcomeKind.Deleted;

    /// <summary>Whether a policy denied the deletion.</summary>
    public bool IsDenied => !IsUnsent && Error?.Class is ErrorClass.Denied;

    /// <summary>Whether every further call would meet the same error.</summary>
    public bool IsSystemic => Error?.Class is ErrorClass.Systemic;

    /// <summary>Whether EC2 itself answered, which shows that deletions are permitted and replies can be read.</summary>
    public bool IsAnswered => !IsUnsent && (Error is null || !(IsDenied || IsSystemic || Backoff.Helps(Error.Class)));
}
