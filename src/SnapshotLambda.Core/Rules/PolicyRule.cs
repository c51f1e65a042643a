using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>Keeps snapshots that no policy governs.</summary>
internal sealed class PolicyRule(Governance governance) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => governance.SetOf(snapshot) == 0 ? Reason.NoPolicy : null;
}
