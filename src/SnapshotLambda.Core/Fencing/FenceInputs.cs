using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Fencing;

/// <summary>What a fence is made of.</summary>
/// <param name="Plan">What the plan follows from: the same tags, guards and cutoff.</param>
/// <param name="Mode">Whether AWS is told the cutoff.</param>
/// <param name="Partition">As in <c>aws</c>.</param>
/// <param name="Region">The region.</param>
internal sealed record FenceInputs(PlanInputs Plan, FenceMode Mode, string Partition, string Region)
{
    /// <summary>Snapshots started before it are old enough; in whole seconds, as IAM compares it.</summary>
    public DateTimeOffset Cutoff => Plan.Cutoff;

    /// <summary>All guards.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = Guard.All;
}
