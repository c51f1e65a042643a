using System.Collections.Immutable;

namespace SnapshotLambda.Sandbox.Worlds;

/// <summary>An AMI.</summary>
/// <param name="Id">The AMI's id, as in <c>ami-0123456789abcdef0</c>.</param>
/// <param name="SnapshotIds">The snapshots of its block devices; the first one is the root's.</param>
internal sealed record Ec2Image(string Id, ImageState State, ImmutableArray<string> SnapshotIds);
