using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps snapshots outside the standard tier, unless <c>archived</c> is <c>after90Days</c>: then the guard <c>archive</c> decides.
/// </summary>
internal sealed class ArchivedRule(ArchivedSnapshots archived) : IRule
{
    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot) => archived switch
    {
        ArchivedSnapshots.Keep => snapshot.Tier is StorageTier.Standard ? null : Reason.Archived,
        ArchivedSnapshots.After90Days => null,
    };
}
