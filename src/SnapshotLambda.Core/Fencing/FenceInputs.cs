using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Fencing;

/// <summary>The inputs of a fence.</summary>
/// <param name="Plan">The plan's inputs, which have the same tags, guards and cutoff.</param>
/// <param name="Mode">The part of the fence that is used.</param>
/// <param name="Partition">The AWS partition, such as <c>aws</c>.</param>
internal sealed record FenceInputs(PlanInputs Plan, FenceMode Mode, string Partition, string Region)
{
    /// <summary>Snapshots started before the cutoff are old enough. It has whole seconds, as IAM compares it.</summary>
    public DateTimeOffset Cutoff => Plan.Cutoff;

    /// <summary>All guards, the skipped ones included.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = Guard.All;
}
