using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Fencing;

/// <summary>The inputs of a fence.</summary>
/// <param name="Plan">The plan's inputs, which have the same tags, guards and cutoffs.</param>
/// <param name="Mode">The part of the fence that is used.</param>
/// <param name="Partition">The AWS partition, such as <c>aws</c>.</param>
internal sealed record FenceInputs(PlanInputs Plan, FenceMode Mode, string Partition, string Region)
{
    /// <summary>
    /// The loosest cutoff: no snapshot started then or later is a candidate, whatever its tags. It has whole seconds, as IAM compares it.
    /// A policy that governs every snapshot sets it, if it is stricter than the others.
    /// </summary>
    public DateTimeOffset Cutoff => Plan.Policies.Where(GovernsAll).Select(CutoffOf).Append(Plan.Cutoff).Min();

    /// <summary>True if snapshots that deregistered AMIs left behind get a tag of their own, and the session has to set it.</summary>
    public bool TagsLeftovers => Plan.Retentions.Any(retention => retention.DeregisteredImages is DeregisteredImages.AgeOnly);

    /// <summary>The policies that match by tags, by name, but for those that can match no snapshot.</summary>
    public IEnumerable<Retention> Matching => Plan.Policies
        .Where(policy => !policy.IsOtherwise && policy.IncludeTags.Rules.All(rule => rule.Values.Count > 0))
        .OrderBy(policy => policy.Name, StringComparer.Ordinal);

    /// <summary>All guards, the skipped ones included.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = Guard.All;

    /// <summary>The policy's cutoff.</summary>
    public DateTimeOffset CutoffOf(Retention policy) => policy.CutoffAt(Plan.ReferenceTime);

    /// <summary>True if the cutoff of the fence's Allow holds the policy's snapshots, and the policy needs no other.</summary>
    public bool HasLoosestCutoff(Retention policy) => Mode is FenceMode.On && CutoffOf(policy) >= Cutoff;

    /// <summary>True if the policy governs every snapshot.</summary>
    public bool GovernsAll(Retention policy) => policy.IsOtherwise ? !Matching.Any() : policy.IncludeTags.Rules.IsEmpty;
}
