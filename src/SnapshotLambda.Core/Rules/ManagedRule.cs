using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps snapshots whose tags show that someone else manages them. The rule belongs to the scope: such a snapshot may vanish, so it counts
/// neither for the floor nor for <c>maxDeletePercent</c>.
/// </summary>
internal sealed class ManagedRule : IRule
{
    private readonly Guard[] _guards = [.. Guard.All.Where(guard => guard.TagKeys.Count > 0)];
    private readonly bool[] _isSkipped;

    public ManagedRule(Safeguards safeguards) => _isSkipped = [.. _guards.Select(guard => !safeguards.Asks(guard))];

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot)
    {
        var first = _guards.Length;
        for (var t = 0; t < snapshot.Tags.Count && first > 0; t++)
        {
            var owner = OwnerOf(snapshot.Tags[t].Key);
            if (owner < first && !_isSkipped[owner]) first = owner;
        }

        return first < _guards.Length ? _guards[first].Reason : null;
    }

    // The first guard that knows a key owns it, skipped or not: otherwise awsTags would keep the snapshots of a skipped guard.
    private int OwnerOf(string tagKey)
    {
        var owner = 0;
        while (owner < _guards.Length && !_guards[owner].Knows(tagKey)) owner++;
        return owner;
    }
}
