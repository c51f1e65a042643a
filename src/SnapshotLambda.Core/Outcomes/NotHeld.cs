namespace SnapshotLambda.Core.Outcomes;

/// <summary>What became of candidates that a run counted and did not hold on to, since they could not have had a turn.</summary>
/// <param name="NotAttempted">How many would have had their turn but for an early end.</param>
/// <param name="OverCap">How many are behind <c>maxDeletions</c> others that are older.</param>
internal readonly record struct NotHeld(int NotAttempted, int OverCap);
