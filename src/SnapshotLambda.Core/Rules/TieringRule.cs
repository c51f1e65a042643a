using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps the snapshots that the tier status shows to be under way between tiers, and those that the snapshot itself shows to be.</summary>
internal sealed class TieringRule(IReadOnlySet<string> underWay) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => snapshot.IsTemporarilyRestored || underWay.Contains(snapshot.Id) ? Guard.Tiering.Reason : null;
}
