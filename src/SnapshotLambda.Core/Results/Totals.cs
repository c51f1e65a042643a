namespace SnapshotLambda.Core;

/// <summary>The sums of all regions.</summary>
public sealed record Totals : SnapshotCounts;
