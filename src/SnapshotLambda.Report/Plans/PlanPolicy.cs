namespace SnapshotLambda.Report.Plans;

/// <summary>A policy of a plan.</summary>
/// <param name="Name">The policy's name.</param>
/// <param name="Cutoff">Snapshots started before this instant are old enough for it.</param>
internal sealed record PlanPolicy(string Name, DateTimeOffset Cutoff);
