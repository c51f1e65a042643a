namespace SnapshotLambda.Report.Model;

/// <summary>The sum of snapshots that have something in common.</summary>
/// <param name="Name">What they have in common; null for what has no such thing.</param>
/// <param name="Fates">What becomes of them.</param>
internal sealed record Sum<TName>(TName Name, Fates Fates);
