using SnapshotLambda.Core;

namespace SnapshotLambda.Runs;

/// <summary>
/// The approved ids that no region holds any more. An id does not say its region, so only after all regions were read is
/// it known to be gone.
/// </summary>
internal sealed class Approvals(IReadOnlySet<string>? approvedSnapshotIds)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _unseen = [.. approvedSnapshotIds ?? new HashSet<string>()];

    /// <summary>Whether only approved snapshots may go.</summary>
    public bool AreGiven => approvedSnapshotIds is not null;

    /// <summary>A region was read, and holds these.</summary>
    public void Saw(IReadOnlyList<Snapshot> snapshots)
    {
        lock (_gate) _unseen.ExceptWith(snapshots.Select(snapshot => snapshot.Id));
    }

    /// <summary>
    /// Counts what is gone as looked at and already gone, in the first region: it has to be counted somewhere, once.
    /// Nothing is counted if a region was not read, for it may be there.
    /// </summary>
    public IReadOnlyList<RegionResult> Settle(IReadOnlyList<RegionResult> regions)
    {
        if (_unseen.Count == 0 || regions.Count == 0 || regions.Any(region => region.PlanDigest is null)) return regions;
        var first = regions[0];
        return
        [
            first with
            {
                Scanned = first.Scanned + _unseen.Count,
                AlreadyGone = first.AlreadyGone + _unseen.Count,
                Message = FormattableString.Invariant($"{first.Message} Approved and in none of the regions of this run: {_unseen.Count:N0}."),
            },
            .. regions.Skip(1),
        ];
    }
}
