using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>What came of setting a tag of one snapshot, or of taking it off.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Error">The error; not null for <see cref="TaggingOutcome.Failed"/> alone.</param>
/// <param name="Attempts">How often the call that met it was tried.</param>
internal readonly record struct Tagging(Snapshot Snapshot, TaggingOutcome Outcome, AwsError? Error = null, int Attempts = 0);
