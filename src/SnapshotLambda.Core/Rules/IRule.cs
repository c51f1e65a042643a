using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Rules;

/// <summary>A rule that may keep snapshots. A snapshot is deleted only if every rule was asked and none keeps it.</summary>
internal interface IRule
{
    /// <summary>The reason to keep this snapshot; null if this rule does not keep it. Missing data keeps.</summary>
    Reason? WhyKeep(Snapshot snapshot);
}
