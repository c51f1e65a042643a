using SnapshotLambda.Core.Results;

namespace SnapshotLambda;

/// <summary>
/// Tells Lambda that an asynchronous run did nothing, so that its retries and its on-failure destination notice. Nobody reads the result of
/// an asynchronous invocation.
/// </summary>
internal sealed class RunFailedException(RunResult result)
    : Exception($"{result.Status} ({result.Reason}): {result.Message} Next step: {result.NextStep ?? "none"}")
{
    /// <summary>True if this result must be thrown: the run is asynchronous, and it failed without any effect or runs elsewhere.</summary>
    public static bool IsDue(RunResult result, bool isAsynchronous) =>
        isAsynchronous && result.Status switch
        {
            RunStatus.Failed => (result.Totals.Deleted ?? 0) == 0 && (result.Totals.Marked ?? 0) == 0,
            RunStatus.AlreadyRunning => true,
            RunStatus.Succeeded or RunStatus.InvalidConfiguration or RunStatus.PartiallyFailed or RunStatus.Incomplete
                or RunStatus.Refused => false,
        };
}
