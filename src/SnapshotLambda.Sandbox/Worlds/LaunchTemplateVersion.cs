using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A version of a launch template.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="SnapshotIds">The snapshots that its block devices name.</param>
internal sealed record LaunchTemplateVersion(int Number, ImmutableArray<string> SnapshotIds);
