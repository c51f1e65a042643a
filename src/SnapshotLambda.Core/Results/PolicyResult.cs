namespace SnapshotLambda.Core.Results;

/// <summary>The result of one policy in all regions of a run.</summary>
/// <param name="Name">The policy's name.</param>
/// <param name="Cutoff">Snapshots started before this instant are old enough for it.</param>
/// <param name="Totals">
/// The counts of what it decided: a snapshot that several policies govern counts for the one that keeps it, or for the strictest of those
/// that let it go. So the counts of all policies and of what none governs are the run's.
/// </param>
public sealed record PolicyResult(string Name, DateTimeOffset Cutoff, SnapshotCounts Totals);
