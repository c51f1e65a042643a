using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>The decision about one snapshot. To keep it is a decision like any other.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="KeptBecause">The first reason found to keep it; null for a candidate, to be deleted tonight or after its grace.</param>
internal readonly record struct Decision(Snapshot Snapshot, Reason? KeptBecause)
{
    /// <summary>Whether nothing keeps it.</summary>
    public bool IsCandidate => KeptBecause is null;
}
