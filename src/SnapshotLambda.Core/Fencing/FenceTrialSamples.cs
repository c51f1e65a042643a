using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// The snapshots whose deletion shows if a fence holds. Two kinds prove nothing and are left aside: those with keys that differ by case
/// alone, of which IAM compares one and does not say which; and those that the role's own policy refuses.
/// </summary>
internal sealed class FenceTrialSamples(Fence fence, FenceInputs terms)
{
    private readonly TagCondition[] _conditions = [.. fence.Conditions];
    private readonly DateTimeOffset _cutoff = terms.Cutoff;

    /// <summary>
    /// The snapshots that the fence must refuse, the newest first: those too young that nothing but their age protects; without a cutoff in
    /// the fence, those that a condition on tags refuses.
    /// </summary>
    public IEnumerable<Snapshot> MustStay(IEnumerable<Snapshot> snapshots) => snapshots
        .Where(snapshot => IsFit(snapshot) && terms.Mode switch
        {
            FenceMode.On => snapshot.StartTime >= _cutoff && IsNobodys(snapshot) && Lets(snapshot),
            FenceMode.TagsOnly => !Lets(snapshot),
            FenceMode.Off => false,
        })
        .OrderByDescending(snapshot => snapshot.StartTime).ThenBy(snapshot => snapshot.Id, StringComparer.Ordinal);

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

    private bool Lets(Snapshot snapshot) => _conditions.All(condition => condition.Lets(snapshot.Tags));

    /// <summary>True if no guard knows any of its tags, the skipped guards included: someone's role may know them too.</summary>
    private bool IsNobodys(Snapshot snapshot) => !snapshot.Tags.Any(tag => terms.Guards.Any(guard => guard.Knows(tag)));

    // template.yaml's role denies exactly these, and docs/permissions.md asks the same of every role.
    private static bool IsFit(Snapshot snapshot) =>
        !snapshot.Tags.Any(tag => Guard.Backup.Knows(tag))
        && (snapshot.Tags.Count < 2
            || snapshot.Tags.DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Count() == snapshot.Tags.Count);
}
