namespace SnapshotLambda.Core.Planning;

/// <summary>The part of the snapshots in scope that a plan deletes, of a region or of one policy in it.</summary>
/// <param name="Policy">The policy's name; null for the region.</param>
/// <param name="InScope">The number of snapshots in scope.</param>
/// <param name="Planned">The number of them to delete.</param>
internal sealed record PlannedShare(string? Policy, int InScope, int Planned);
