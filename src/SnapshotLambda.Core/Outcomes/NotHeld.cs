namespace SnapshotLambda.Core.Outcomes;

/// <summary>Counts of candidates that a run did not hold in memory, since they could not have had a turn.</summary>
/// <param name="NotAttempted">Candidates that an early end kept from their turn.</param>
/// <param name="OverCap">Candidates behind <c>maxDeletions</c> older ones.</param>
internal readonly record struct NotHeld(int NotAttempted, int OverCap);
