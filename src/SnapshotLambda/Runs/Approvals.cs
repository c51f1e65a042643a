using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Runs;

/// <summary>
/// The approved ids that no region holds. An id does not say its region, so this is known only after all regions were read.
/// </summary>
internal sealed class Approvals(IReadOnlySet<string>? approvedSnapshotIds)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unseen = [.. approvedSnapshotIds ?? new HashSet<string>()];

    /// <summary>Takes note of the snapshots of a region that was read.</summary>
    public void Saw(IReadOnlyList<Snapshot> snapshots)
    {
        lock (_gate) _unseen.ExceptWith(snapshots.Select(snapshot => snapshot.Id));
    }

    /// <summary>
    /// The number of approved ids that none of the run's regions holds. Null where nothing was approved by id, or where a region was not
    /// read and may hold them.
    /// </summary>
    public int? UnknownAfter(IReadOnlyList<RegionResult> regions) =>
        approvedSnapshotIds is null || regions.Any(region => region.PlanDigest is null) ? null : _unseen.Count;
}
