using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Runs;

/// <summary>Turns whatever ended a region before its plan was done into its result, so that one region never stops another.</summary>
internal static class RegionFailure
{
    /// <summary>The result.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="conclusion">Makes the region's results.</param>
    /// <param name="log">The region's log.</param>
    /// <param name="isLate">Whether the deadline is reached.</param>
    public static RegionResult Of(Exception exception, RegionResultBuilder conclusion, RegionLog log, bool isLate)
    {
        switch (exception)
        {
            case RegionNotReadableException unreadable:
                return conclusion.NotPlanned(unreadable.Status, unreadable.Reason, unreadable.Message);
            case DeadlineException or OperationCanceledException when isLate || exception is DeadlineException:
                log.DeadlineReached();
                return conclusion.NotPlanned(RegionStatus.Failed, nameof(EarlyStop.Deadline), $"The time limit came before the region's plan stood{Cause(exception)}: nothing was deleted.");
            case AwsCallException call:
                return conclusion.NotPlanned(RegionStatus.Failed, call.Error.Code, call.Message);
            default:
                // A bug, or something never seen before: it concerns this region alone.
                log.Unexpected(exception);
                return exception is OutOfMemoryException
                    ? conclusion.NotPlanned(RegionStatus.Failed, FaultCode.OutOfMemory, AwsErrorMapper.OutOfMemory.Message)
                    : conclusion.NotPlanned(RegionStatus.Failed, exception.GetType().Name, exception.Message);
        }
    }

    /// <summary>What the time went by with, to be put behind a sentence's end; empty where nothing held it up.</summary>
    public static string Cause(Exception exception) => exception switch
    {
        DeadlineException { WaitedFor: { } waitedFor } => $", since {waitedFor}",
        UnansweredException unanswered => $", since {unanswered.Message}",
        _ => "",
    };
}
