using SnapshotLambda.Aws;
using SnapshotLambda.Core;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Runs;

/// <summary>Turns whatever ended a region before its plan was done into its result, so that one region never stops another.</summary>
internal static class RegionFailure
{
    /// <summary>The result.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="conclusion">Makes the region's results.</param>
    /// <param name="log">The region's log.</param>
    /// <param name="isLate">Whether the deadline is reached.</param>
    public static RegionResult Of(Exception exception, RegionConclusion conclusion, RegionLog log, bool isLate)
    {
        switch (exception)
        {
            case UnreadableException unreadable:
                return conclusion.NotPlanned(unreadable.Status, unreadable.Reason, unreadable.Message);
            case LateException:
            case OperationCanceledException when isLate:
                log.DeadlineReached();
                return conclusion.NotPlanned(RegionStatus.Failed, nameof(Stop.Deadline), "The time limit came before the region was read: nothing was deleted.");
            case AwsCallException call:
                return conclusion.NotPlanned(RegionStatus.Failed, call.Error.Code, call.Message);
            default:
                // A bug, or something never seen before: it concerns this region alone.
                log.Unexpected(exception);
                return conclusion.NotPlanned(RegionStatus.Failed, exception.GetType().Name, exception.Message);
        }
    }
}
