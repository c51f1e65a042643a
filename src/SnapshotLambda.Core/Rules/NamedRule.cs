using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps the snapshots that a guard's listing names.</summary>
internal sealed class NamedRule(IReadOnlySet<string> snapshotIds, Reason reason) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => snapshotIds.Contains(snapshot.Id) ? reason : null;
}
