using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>The outcome of one snapshot's change of tags.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Outcome">How the change ended.</param>
/// <param name="Error">The error; not null for <see cref="TaggingOutcome.Failed"/> alone.</param>
/// <param name="Attempts">How often the call that met the error was tried.</param>
internal readonly record struct Tagging(Snapshot Snapshot, TaggingOutcome Outcome, AwsError? Error = null, int Attempts = 0)
{
    /// <summary>The snapshot's outcome where its tag could not be set; null where it was.</summary>
    /// <param name="isFenced">Whether AWS was seen to refuse what must stay: then what a policy denies is a snapshot's own matter.</param>
    public SnapshotOutcome? OutcomeUnlessDone(bool isFenced) => Outcome switch
    {
        TaggingOutcome.Done => null,
        TaggingOutcome.Gone => SnapshotOutcome.AlreadyGone(Snapshot),
        TaggingOutcome.Failed when isFenced && Error!.IsDeniedByPolicy => SnapshotOutcome.Kept(Snapshot, Reason.DeniedByPolicy),
        TaggingOutcome.Failed => SnapshotOutcome.Failed(Snapshot, Error!, Attempts),
        TaggingOutcome.NotReached => SnapshotOutcome.NotAttempted(Snapshot),
    };
}
