using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>A reason to keep snapshots. A snapshot goes only if every rule was asked and none keeps it.</summary>
internal interface IRule
{
    /// <summary>Why this snapshot is kept, or null if this rule has nothing against its deletion. Missing data keeps.</summary>
    Reason? WhyKeep(Snapshot snapshot);
}
