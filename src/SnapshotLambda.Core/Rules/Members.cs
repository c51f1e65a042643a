using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Says which of the snapshots that a retention governs count for its floors and periods: those that will still be there. Age, marks,
/// <see cref="OwnTags.KeepUntil"/>, <c>archived</c>, sharing and approvals take nobody's place away.
/// </summary>
/// <param name="membership">Says it by a snapshot's listing alone.</param>
/// <param name="guards">The guards of the region.</param>
/// <param name="leftovers">Finds those that floors do not hold; null where they hold all.</param>
internal sealed class Members(Membership membership, IReadOnlyList<IRule> guards, Leftovers? leftovers)
{
    /// <summary>Says it by a snapshot's listing alone.</summary>
    public Membership Membership => membership;

    /// <summary>True if the snapshot counts.</summary>
    public bool Contains(Snapshot snapshot) =>
        membership.Contains(snapshot) && !IsGuarded(snapshot) && leftovers?.Contains(snapshot) is not true;

    private bool IsGuarded(Snapshot snapshot)
    {
        for (var i = 0; i < guards.Count; i++)
            if (guards[i].WhyKeep(snapshot) is { } reason && reason != Reason.SharedWithOthers)
                return true;
        return false;
    }
}
