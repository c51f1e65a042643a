using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Execution;

/// <summary>
/// Tells a policy that protects the snapshots that were denied from one that denies everything. EC2's DryRun, which changes nothing, is
/// asked about the next snapshot, the last, and one between, since a policy may protect many.
/// </summary>
/// <param name="call">Makes the calls, at the pace of the action in question.</param>
/// <param name="denialOf">The denial of the action for the snapshot with this id; null where it is permitted.</param>
internal sealed class DenialProbe(RetryingCall call, Func<string, CancellationToken, Task<AwsError?>> denialOf)
{
    /// <summary>The error that the action meets for all of them; null if one is permitted, or where that cannot be told.</summary>
    /// <param name="others">The snapshots that have not had their turn.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<AwsError?> AskAsync(IReadOnlyList<Snapshot> others, CancellationToken callsInFlight)
    {
        AwsError? met = null;
        int[] probes = others.Count == 0 ? [] : [0, others.Count - 1, others.Count / 2];
        foreach (var i in probes.Distinct())
        {
            AwsError? denial = null;
            var outcome = await call.TryAsync(async cancel => denial = await denialOf(others[i].Id, cancel), callsInFlight);
            if (outcome.Error is { Class: ErrorClass.Systemic } systemic) return systemic;

            // Something in between, such as a proxy, denies as well as a policy.
            met = outcome.Error is { Class: ErrorClass.Denied } refusal ? refusal : denial;
            if (met is null) return null;
        }

        return met;
    }
}
