using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>What came of trying to delete one snapshot.</summary>
/// <param name="Deletion">What became of the snapshot.</param>
/// <param name="Error">The error that it ended with; null if it was deleted.</param>
internal readonly record struct AttemptedDeletion(Deletion Deletion, AwsError? Error = null)
{
    /// <summary>Whether a policy denied it.</summary>
    public bool IsDenied => Error?.Class is ErrorClass.Denied;

    /// <summary>Whether every further call would meet the same error.</summary>
    public bool IsSystemic => Error?.Class is ErrorClass.Systemic;
}
