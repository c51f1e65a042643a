using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Runs;

/// <summary>
/// Makes a call that does no harm twice: at its turn, up to five times against throttles and passing faults, and never past the
/// deadline. Whatever happens is an outcome.
/// </summary>
internal sealed class PacedCall(TokenBucket pace, Deadline deadline, TimeProvider time, Random random, RegionLog log)
{
    /// <summary>What came of the call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="callsInFlight">Cancels when Lambda's time limit is too near to wait for a reply.</param>
    public async Task<CallOutcome> MakeAsync(Func<CancellationToken, Task> call, CancellationToken callsInFlight)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (deadline.IsReached || !await pace.TakeAsync(deadline.Left)) return CallOutcome.Late;
                var error = await ErrorOfAsync(call, callsInFlight);
                if (error?.Class is ErrorClass.Throttled) log.Throttled(pace.GiveWay(), pace.RatePerSecond);
                if (error is null || !Backoff.Helps(error.Class) || attempt == Backoff.Attempts) return new CallOutcome(error, attempt);
                var delay = Backoff.Delay(attempt, random);
                if (delay > deadline.Left) return CallOutcome.Late;
                await Task.Delay(delay, time, callsInFlight);
            }
        }
        catch (OperationCanceledException) when (callsInFlight.IsCancellationRequested)
        {
            return CallOutcome.Late;
        }
    }

    private static async Task<AwsError?> ErrorOfAsync(Func<CancellationToken, Task> call, CancellationToken callsInFlight)
    {
        try
        {
            await call(callsInFlight);
            return null;
        }
        catch (AwsCallException exception)
        {
            return exception.Error;
        }
    }
}
