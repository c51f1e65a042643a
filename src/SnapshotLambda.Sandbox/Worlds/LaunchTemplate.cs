using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>A launch template with one version, which is its default and its latest.</summary>
/// <param name="Id">The template's id, as in <c>lt-0123456789abcdef0</c>.</param>
/// <param name="SnapshotIds">The snapshots that its block devices name.</param>
internal sealed record LaunchTemplate(string Id, ImmutableArray<string> SnapshotIds);
