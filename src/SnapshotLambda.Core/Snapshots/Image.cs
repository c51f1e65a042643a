namespace SnapshotLambda.Core.Snapshots;

/// <summary>An AMI that the account owns, whatever its state.</summary>
/// <param name="Id">The AMI's id, as in <c>ami-0123456789abcdef0</c>.</param>
/// <param name="SnapshotIds">The snapshots that its block devices name.</param>
internal sealed record Image(string Id, IReadOnlyList<string> SnapshotIds);
