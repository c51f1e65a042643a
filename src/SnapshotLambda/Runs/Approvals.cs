using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Runs;

/// <summary>
/// The approved ids that no region holds. An id does not say its region, so only after all regions were read is it known
/// that this run holds it nowhere.
/// </summary>
internal sealed class Approvals(IReadOnlySet<string>? approvedSnapshotIds)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unseen = [.. approvedSnapshotIds ?? new HashSet<string>()];

    /// <summary>A region was read, and holds these.</summary>
    public void Saw(IReadOnlyList<Snapshot> snapshots)
    {
        lock (_gate) _unseen.ExceptWith(snapshots.Select(snapshot => snapshot.Id));
    }

    /// <summary>
    /// How many approved ids none of these regions holds, all that there are. Null where nothing was approved by id, or where a region
    /// was not read, for it may hold them.
    /// </summary>
    public int? UnknownAfter(IReadOnlyList<RegionResult> regions) =>
        approvedSnapshotIds is null || regions.Any(region => region.PlanDigest is null) ? null : _unseen.Count;
}
