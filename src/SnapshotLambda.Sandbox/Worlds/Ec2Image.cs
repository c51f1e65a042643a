using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An AMI.</summary>
/// <param name="Id">Its id, as in <c>ami-0123456789abcdef0</c>.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="SnapshotIds">The snapshots that its block devices name; the first one is its root's.</param>
internal sealed record Ec2Image(string Id, ImageState State, ImmutableArray<string> SnapshotIds);
