using SnapshotLambda.Core.Guards;

namespace SnapshotLambda.Core.Rules;

/// <summary>What a plan follows from besides the inventory.</summary>
/// <param name="Retention">How long snapshots are kept.</param>
/// <param name="Safeguards">What holds the run back.</param>
/// <param name="ReferenceTime">The instant that ages are reckoned from.</param>
internal sealed record PlanInputs(Retention Retention, Safeguards Safeguards, DateTimeOffset ReferenceTime)
{
    /// <summary>Snapshots started before it are old enough.</summary>
    public DateTimeOffset Cutoff => Retention.CutoffAt(ReferenceTime);
}
