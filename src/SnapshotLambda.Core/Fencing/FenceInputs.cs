using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Fencing;

/// <summary>What a fence is made of.</summary>
/// <param name="Policy">What may go and what must stay.</param>
/// <param name="Cutoff">Snapshots started before it are old enough; in whole seconds, as IAM compares it.</param>
/// <param name="Mode">Whether AWS is told the cutoff.</param>
/// <param name="Partition">As in <c>aws</c>.</param>
/// <param name="Region">The region.</param>
internal sealed record FenceInputs(Policy Policy, DateTimeOffset Cutoff, FenceMode Mode, string Partition, string Region)
{
    /// <summary>All guards.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = Guard.All;
}
