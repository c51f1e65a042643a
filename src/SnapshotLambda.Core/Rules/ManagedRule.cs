using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>
/// Keeps snapshots whose tags show that someone else manages them. The rule belongs to the scope: such a snapshot may vanish, so it counts
/// neither for the floor nor for <c>maxDeletePercent</c>.
/// </summary>
internal sealed class ManagedRule : IRule
{
    private readonly Owner[] _prefixes;
    private readonly FrozenDictionary<string, Owner> _literals;

    public ManagedRule(Safeguards safeguards)
    {
        Owner[] all =
        [
            .. Guard.All.SelectMany(guard => guard.TagKeys, (guard, key) => (guard, key))
                .Select((one, place) => new Owner(place, one.key, one.guard.Reason, IsSkipped: !safeguards.Asks(one.guard, one.key))),
        ];
        _prefixes = [.. all.Where(owner => owner.Key.IsPrefix)];
        _literals = all.Where(owner => !owner.Key.IsPrefix).ToFrozenDictionary(
            owner => owner.Key.Pattern, StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public Reason? WhyKeep(Snapshot snapshot)
    {
        Owner? first = null;
        for (var t = 0; t < snapshot.Tags.Count; t++)
        {
            var owner = OwnerOf(snapshot.Tags[t]);
            if (owner is { IsSkipped: false } && (first is null || owner.Place < first.Place)) first = owner;
        }

        return first?.Reason;
    }

    // The first key that a tag matches owns it, skipped or not: otherwise awsTags would keep the snapshots of a skipped guard or key.
    private Owner? OwnerOf(Tag tag)
    {
        var owner = _literals.TryGetValue(tag.Key, out var literal) && literal.Key.Matches(tag) ? literal : null;
        foreach (var prefix in _prefixes)
        {
            if (owner is not null && owner.Place < prefix.Place) break;
            if (prefix.Key.Matches(tag)) return prefix;
        }

        return owner;
    }

    /// <summary>A guard's key in the order of all.</summary>
    private sealed record Owner(int Place, ProtectedKey Key, Reason Reason, bool IsSkipped);
}
