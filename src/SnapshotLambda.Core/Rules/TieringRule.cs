using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps snapshots on their way between tiers, by their tier status or by EC2's listing.</summary>
internal sealed class TieringRule(IReadOnlySet<string> underWay) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) =>
        snapshot.IsTemporarilyRestored || underWay.Contains(snapshot.Id) ? Guard.Tiering.Reason : null;
}
