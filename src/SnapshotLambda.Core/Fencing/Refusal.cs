using System.Collections.Immutable;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Fencing;

/// <summary>A Deny of the session policy: AWS refuses the deletion of what meets all of it.</summary>
/// <param name="Conditions">The conditions on tags; each key once, unless they never hold together.</param>
/// <param name="Since">The start time from which on snapshots are refused; null for any age.</param>
internal sealed record Refusal(ImmutableArray<TagCondition> Conditions, DateTimeOffset? Since)
{
    /// <summary>True if it refuses the snapshot's deletion.</summary>
    public bool Refuses(Snapshot snapshot) =>
        (Since is null || snapshot.StartTime >= Since) && Conditions.All(condition => condition.Holds(snapshot.Tags));
}

/// <summary>What a Deny holds for one policy.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Refusal">The part of the Deny that is this policy's: its tags and its cutoff.</param>
internal sealed record PolicyRefusal(string Policy, Refusal Refusal);
