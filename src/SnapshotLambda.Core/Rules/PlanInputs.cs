using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Core.Rules;

/// <summary>The inputs of a plan besides the inventory.</summary>
/// <param name="Retention">The rules for how long snapshots are kept.</param>
/// <param name="Safeguards">The limits of the run.</param>
/// <param name="ReferenceTime">The instant from which ages are counted.</param>
internal sealed record PlanInputs(Retention Retention, Safeguards Safeguards, DateTimeOffset ReferenceTime)
{
    /// <summary>Snapshots started before the cutoff are old enough.</summary>
    public DateTimeOffset Cutoff => Retention.CutoffAt(ReferenceTime);
}
