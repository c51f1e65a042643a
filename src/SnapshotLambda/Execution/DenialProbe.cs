using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Execution;

/// <summary>
/// Tells a policy that protects the snapshots that were denied from one that denies everything, by EC2's DryRun, which deletes nothing:
/// on the next candidate, on the last, and on one between, since what a policy protects may be many.
/// </summary>
internal sealed class DenialProbe(IEc2 ec2, AdaptiveRateLimiter pace, Deadline deadline)
{
    /// <summary>Why none of the candidates from the next one on can be deleted; none if one can, or if that cannot be told.</summary>
    public async Task<EarlyStop> AskAsync(IReadOnlyList<Snapshot> candidates, int next, CancellationToken callsInFlight)
    {
        if (next == candidates.Count) return EarlyStop.None;
        int[] probes = [next, candidates.Count - 1, next + ((candidates.Count - next) / 2)];
        foreach (var i in probes.Distinct())
        {
            try
            {
                if (await pace.TakeAsync(deadline.Left) is null) return EarlyStop.None;
                if (await ec2.DenialOfDeletionAsync(candidates[i].Id, callsInFlight) is null) return EarlyStop.None;
            }
            catch (AwsCallException exception) when (exception.Error.Class is ErrorClass.Systemic)
            {
                return EarlyStop.Systemic(exception.Error.Code);
            }
            catch (AwsCallException exception) when (exception.Error.Class is not ErrorClass.Denied)
            {
                return EarlyStop.None;
            }
            catch (AwsCallException)
            {
                // Something in between, such as a proxy, denies as well as a policy.
            }
            catch (DeadlineException)
            {
                return EarlyStop.None;
            }
            catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
            {
                return EarlyStop.None;
            }
        }

        return EarlyStop.Systemic("UnauthorizedOperation");
    }
}
