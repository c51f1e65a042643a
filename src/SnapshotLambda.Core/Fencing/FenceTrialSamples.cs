using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Fencing;

/// <summary>
/// Which snapshots show whether a fence holds. Left aside is what proves nothing: keys that differ by case alone, of which
/// IAM compares one and does not say which; and what the role's own policy refuses, whatever the session's says.
/// </summary>
/// <param name="fence">The fence.</param>
/// <param name="terms">What it is made of.</param>
internal sealed class FenceTrialSamples(Fence fence, FenceInputs terms)
{
    private readonly TagCondition[] _conditions = [.. fence.Conditions];

    /// <summary>
    /// What the fence must refuse, the newest first: of what is too young the snapshots that nothing but their age protects;
    /// where AWS is not told the cutoff, those that a condition on tags refuses.
    /// </summary>
    public IEnumerable<Snapshot> MustStay(IEnumerable<Snapshot> snapshots) => snapshots
        .Where(snapshot => IsFit(snapshot) && terms.Mode switch
        {
            FenceMode.On => snapshot.StartTime >= terms.Cutoff && IsNobodys(snapshot) && Lets(snapshot),
            FenceMode.TagsOnly => !Lets(snapshot),
            FenceMode.Off => false,
        })
        .OrderByDescending(snapshot => snapshot.StartTime).ThenBy(snapshot => snapshot.Id, StringComparer.Ordinal);

    /// <summary>
    /// What it must let go: the three oldest, then the newest candidate and one from the middle, so that what some other
    /// policy protects, such as a legal hold over the oldest, is not taken for a fence that lets nothing through.
    /// </summary>
    /// <param name="candidates">What is to be deleted, oldest first.</param>
    public static IEnumerable<Snapshot> MayGo(IReadOnlyList<Snapshot> candidates)
    {
        var fit = candidates.Where(IsFit).ToList();
        return fit.Take(3).Concat(fit.TakeLast(1)).Concat(fit.Skip(fit.Count / 2).Take(1)).Distinct();
    }

    private bool Lets(Snapshot snapshot) => _conditions.All(condition => condition.Lets(snapshot.Tags));

    /// <summary>Whether no guard knows a key of it, the skipped ones included: someone's role may know them too.</summary>
    private bool IsNobodys(Snapshot snapshot) => !snapshot.Tags.Any(tag => terms.Guards.Any(guard => guard.Knows(tag.Key)));

    // template.yaml's role denies exactly these, as README asks of every role.
    private static bool IsFit(Snapshot snapshot) =>
        !snapshot.Tags.Any(tag => Guard.Backup.Knows(tag.Key))
        && (snapshot.Tags.Count < 2 || snapshot.Tags.DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Count() == snapshot.Tags.Count);
}
