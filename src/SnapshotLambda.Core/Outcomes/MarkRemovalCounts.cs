namespace SnapshotLambda.Core.Outcomes;

/// <summary>Counts of the marks that kept snapshots were to lose.</summary>
/// <param name="TakenOff">Marks that came off.</param>
/// <param name="Left">Marks that are still there: their snapshots would have no grace if they became candidates again.</param>
internal readonly record struct MarkRemovalCounts(int TakenOff, int Left);
