namespace SnapshotLambda.Core.Outcomes;

/// <summary>What became of the marks that kept snapshots were to lose.</summary>
/// <param name="TakenOff">How many lost theirs.</param>
/// <param name="Left">How many still have theirs, and would have no grace if they became candidates again.</param>
internal readonly record struct MarkRemovalCounts(int TakenOff, int Left);
