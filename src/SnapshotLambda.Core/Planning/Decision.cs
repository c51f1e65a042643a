using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>The decision about one snapshot. To keep it is a decision like any other.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="KeptBecause">The first reason found to keep it; null for a candidate, to be deleted tonight or after its grace.</param>
internal readonly record struct Decision(Snapshot Snapshot, Reason? KeptBecause)
{
    /// <summary>
    /// The policy that keeps the snapshot, or the strictest of those that let it go; null without policies, and where none governs it.
    /// </summary>
    public Retention? Policy { get; init; }

    /// <summary>Whether nothing keeps it.</summary>
    public bool IsCandidate => KeptBecause is null;
}
