using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Core.Restoring;

/// <summary>
/// Counts each snapshot of a region once, whatever happens and however often something is told of it: what has no outcome yet was not
/// attempted.
/// </summary>
/// <param name="named">The snapshots that were found.</param>
/// <param name="dryRun">Whether nothing is to be changed.</param>
internal sealed class RestoreTally(IEnumerable<string> named, bool dryRun)
{
    private readonly Dictionary<string, RestoreOutcome> _outcomes = named.Distinct(StringComparer.Ordinal)
        .ToDictionary(id => id, _ => RestoreOutcome.NotAttempted, StringComparer.Ordinal);

    private readonly List<SnapshotFailure> _failures = [];
    private readonly HashSet<string> _withTags = new(StringComparer.Ordinal);

    /// <summary>What failed for good, in order.</summary>
    public IReadOnlyList<SnapshotFailure> Failures => _failures;

    /// <summary>Sets the outcome of a snapshot; a later one replaces it.</summary>
    public void Set(string id, RestoreOutcome outcome)
    {
        if (_outcomes.ContainsKey(id)) _outcomes[id] = outcome;
    }

    /// <summary>The snapshot could not be restored, or not be kept.</summary>
    public void Fail(SnapshotFailure failure)
    {
        Set(failure.SnapshotId, RestoreOutcome.Failed);
        _failures.Add(failure);
    }

    /// <summary>The snapshot is back and still has its tags; a failure says why, unless there was no time.</summary>
    public void LeaveTags(string id, SnapshotFailure? failure)
    {
        _withTags.Add(id);
        if (failure is not null) _failures.Add(failure);
    }

    /// <summary>The counts as they are now.</summary>
    public RestoreCounts Counts => RestoreCounts.None(dryRun) with
    {
        Found = _outcomes.Count,
        Restored = dryRun ? null : Count(RestoreOutcome.Restored),
        WouldRestore = dryRun ? Count(RestoreOutcome.WouldRestore) : null,
        AlreadyBack = Count(RestoreOutcome.AlreadyBack),
        Expired = Count(RestoreOutcome.Expired),
        NotOfThisRun = Count(RestoreOutcome.NotOfThisRun),
        Failed = Count(RestoreOutcome.Failed),
        NotAttempted = Count(RestoreOutcome.NotAttempted),
        TagsLeft = _withTags.Count,
    };

    private int Count(RestoreOutcome outcome) => _outcomes.Values.Count(one => one == outcome);
}
