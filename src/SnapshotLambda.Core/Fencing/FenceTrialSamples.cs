using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// The snapshots whose deletion shows if a fence holds. Two kinds prove nothing and are left aside: those with keys that differ by case
/// alone, of which IAM compares one and does not say which; and those that the role's own policy refuses.
/// </summary>
internal sealed class FenceTrialSamples(Fence fence, FenceInputs terms)
{
    // template.yaml's role denies exactly these where no guard is skipped, and docs/permissions.md asks no more of any role.
    private static readonly ILookup<string, ProtectedKey> DeniedByRoles = Guard.All.SelectMany(guard => guard.TagKeys)
        .Where(key => !key.IsPrefix)
        .ToLookup(key => key.Pattern, StringComparer.OrdinalIgnoreCase);

    private readonly TagCondition[] _conditions = [.. fence.Conditions];
    private readonly Refusal[] _refusals = [.. fence.Refusals];
    private readonly DateTimeOffset _cutoff = terms.Cutoff;

    /// <summary>
    /// The snapshots that the fence must refuse, the newest first: those too young that nothing but their age protects, and of these first
    /// those that are too young for every policy and not for a stricter one alone; without a cutoff in the fence, those that a condition on
    /// tags refuses.
    /// </summary>
    public IEnumerable<Snapshot> MustStay(IEnumerable<Snapshot> snapshots) => snapshots
        .Where(snapshot => IsFit(snapshot) && terms.Mode switch
        {
            FenceMode.On => snapshot.StartTime >= _cutoff && IsNobodys(snapshot) && Lets(snapshot) && !IsRefusedForItsTags(snapshot),
            FenceMode.TagsOnly => !Lets(snapshot) || IsRefusedForItsTags(snapshot),
            FenceMode.Off => false,
        })
        .OrderBy(snapshot => _refusals.Any(refusal => refusal.Refuses(snapshot)))
        .ThenByDescending(snapshot => snapshot.StartTime).ThenBy(snapshot => snapshot.Id, StringComparer.Ordinal);

    /// <summary>
    /// For each policy whose own cutoff is in the fence: the newest snapshot that nothing but this cutoff protects; null if there is none.
    /// </summary>
    public IEnumerable<(string Policy, Snapshot? Snapshot)> MustStayByPolicy(IReadOnlyCollection<Snapshot> snapshots)
    {
        foreach (var (part, whole) in fence.Policies)
        {
            var others = _refusals.Where(refusal => !ReferenceEquals(refusal, whole)).ToList();
            var own = snapshots.Where(snapshot =>
                snapshot.StartTime < _cutoff && part.Refusal.Refuses(snapshot) && !others.Any(refusal => refusal.Refuses(snapshot))
                && IsFit(snapshot) && IsNobodys(snapshot) && Lets(snapshot));
            yield return (part.Policy, NewestFirst(own).FirstOrDefault());
        }
    }

    /// <summary>
    /// The snapshots that the fence must let go: the three oldest candidates, then the newest and one from the middle. A legal hold over
    /// the oldest is then not taken for a fence that lets nothing through.
    /// </summary>
    /// <param name="candidates">The snapshots to delete, the oldest first.</param>
    public static IEnumerable<Snapshot> MayGo(IReadOnlyList<Snapshot> candidates)
    {
        var fit = candidates.Where(IsFit).ToList();
        return fit.Take(3).Concat(fit.TakeLast(1)).Concat(fit.Skip(fit.Count / 2).Take(1)).Distinct();
    }

    private bool Lets(Snapshot snapshot) => _conditions.All(condition => condition.Holds(snapshot.Tags));

    private bool IsRefusedForItsTags(Snapshot snapshot) => _refusals.Any(refusal => refusal.Since is null && refusal.Refuses(snapshot));

    /// <summary>True if no guard knows any of its tags, the skipped guards included: someone's role may know them too.</summary>
    private bool IsNobodys(Snapshot snapshot) => !snapshot.Tags.Any(tag => terms.Guards.Any(guard => guard.Knows(tag)));

    private static bool IsFit(Snapshot snapshot) =>
        !snapshot.Tags.Any(tag => DeniedByRoles[tag.Key].Any(key => key.Matches(tag)))
        && (snapshot.Tags.Count < 2
            || snapshot.Tags.DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Count() == snapshot.Tags.Count);

    private static IOrderedEnumerable<Snapshot> NewestFirst(IEnumerable<Snapshot> snapshots) =>
        snapshots.OrderByDescending(snapshot => snapshot.StartTime).ThenBy(snapshot => snapshot.Id, StringComparer.Ordinal);
}
