using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Execution;

/// <summary>What came of trying to delete one snapshot.</summary>
/// <param name="Outcome">What became of the snapshot.</param>
/// <param name="Error">The error that it ended with; null if it was deleted.</param>
internal readonly record struct DeleteAttempt(SnapshotOutcome Outcome, AwsError? Error = null)
{
    /// <summary>Whether no deletion was sent, so that nothing is known of what EC2 would say to one.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>It ended before a deletion was sent.</summary>
    public static DeleteAttempt Unsent(SnapshotOutcome deletion, AwsError? error = null) => new(deletion, error) { IsUnsent = true };

    /// <summary>Whether it may be deleted although nobody knows: a reply was lost, and no look-up showed it to be gone.</summary>
    public bool MayBeDone { get; init; }

    /// <summary>Whether the deadline left no time for another attempt.</summary>
    public bool IsLate { get; init; }

    /// <summary>Why nothing more may be deleted after this one; none if more may.</summary>
    public EarlyStop Stop { get; init; }

    /// <summary>Whether it counts towards the cap. What may be done counts, so that lost replies never lift the cap.</summary>
    public bool IsSpent => MayBeDone || Outcome.Kind is OutcomeKind.Deleted;

    /// <summary>Whether a policy denied the deletion.</summary>
    public bool IsDenied => !IsUnsent && Error?.Class is ErrorClass.Denied;

    /// <summary>Whether every further call would meet the same error.</summary>
    public bool IsSystemic => Error?.Class is ErrorClass.Systemic;

    /// <summary>Whether EC2 itself answered, which shows that deletions are permitted and replies can be read.</summary>
    public bool IsAnswered => !IsUnsent && (Error is null || !(IsDenied || IsSystemic || Backoff.Helps(Error.Class)));
}
