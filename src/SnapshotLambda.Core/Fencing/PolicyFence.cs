namespace SnapshotLambda.Core.Fencing;

/// <summary>The fence of one policy's cutoff.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="State">Whether AWS was seen to refuse a snapshot that only this cutoff protects.</param>
internal sealed record PolicyFence(string Policy, FenceState State);
