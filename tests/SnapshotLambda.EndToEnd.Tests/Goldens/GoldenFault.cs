using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>A fault that strikes the same calls in whatever order they come: calls about different snapshots go at the same time.</summary>
/// <param name="Region">The region it strikes in.</param>
/// <param name="Action">The action it strikes.</param>
/// <param name="SnapshotId">The snapshot that the call is about; null where it is about none.</param>
/// <param name="Fault">What happens.</param>
/// <param name="Times">How many calls of a run it strikes.</param>
internal sealed record GoldenFault(string Region, string Action, string? SnapshotId, InjectedFault Fault, int Times = int.MaxValue)
{
    /// <summary>A script of faults for one run. What EC2 is only asked about with <c>DryRun</c> is not struck.</summary>
    public static Func<ApiCall, InjectedFault?> Script(IReadOnlyList<GoldenFault> faults)
    {
        var struck = new int[faults.Count];
        return call =>
        {
            for (var at = 0; at < faults.Count; at++)
            {
                if (faults[at].Matches(call) && Interlocked.Increment(ref struck[at]) <= faults[at].Times) return faults[at].Fault;
            }

            return null;
        };
    }

    private bool Matches(ApiCall call) =>
        call.Region == Region && call.Action == Action
        && call.Parameters.Text("SnapshotId") == SnapshotId && !call.Parameters.IsTrue("DryRun");
}
