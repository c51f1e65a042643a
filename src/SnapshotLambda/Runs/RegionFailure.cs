using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Runs;

/// <summary>
/// The one boundary of a region's work. Every exception becomes the region's result, so that one region never stops another.
/// </summary>
internal static class RegionFailure
{
    /// <summary>The result of a region whose work was ended by an exception; null where it was not.</summary>
    /// <param name="work">The work, which the deadline cancels.</param>
    /// <param name="deadline">The run's deadline.</param>
    /// <param name="builder">Makes the region's results, of what is known of it by then.</param>
    /// <param name="log">The region's log.</param>
    public static async Task<RegionResult?> CatchAsync(
        Func<CancellationToken, Task> work, Deadline deadline, Func<RegionResultBuilder> builder, RegionLog log)
    {
        using var untilDeadline = deadline.CancelWhenReached();
        try
        {
            await work(untilDeadline.Token);
            return null;
        }
        catch (Exception exception)
        {
            return Of(exception, builder(), log, untilDeadline.IsCancellationRequested);
        }
    }

    /// <summary>The result of a region that was ended by an exception.</summary>
    /// <param name="exception">The exception, of whatever type.</param>
    /// <param name="builder">Makes the region's results.</param>
    /// <param name="log">The region's log.</param>
    /// <param name="isLate">Whether the deadline has been reached.</param>
    public static RegionResult Of(Exception exception, RegionResultBuilder builder, RegionLog log, bool isLate)
    {
        switch (exception)
        {
            case RegionNotReadableException unreadable:
                return builder.NotPlanned(unreadable.Status, unreadable.Reason, unreadable.Message);
            case DeadlineException or OperationCanceledException when isLate || exception is DeadlineException:
                log.DeadlineReached();
                return builder.NotPlanned(
                    RegionStatus.Failed,
                    StopReason.Deadline,
                    $"The time limit came before the region's plan stood{Cause(exception)}: nothing was deleted.");
            case AwsCallException call:
                return builder.NotPlanned(RegionStatus.Failed, call.Error.Code, call.Message);
            default:
                // A bug, or something never seen before: it concerns this region alone.
                log.Unexpected(exception);
                return exception is OutOfMemoryException
                    ? builder.NotPlanned(RegionStatus.Failed, FaultCode.OutOfMemory, AwsErrorMapper.OutOfMemory.Message)
                    : builder.NotPlanned(RegionStatus.Failed, exception.GetType().Name, exception.Message);
        }
    }

    /// <summary>The clause that says what the run waited for; empty where nothing held it up.</summary>
    public static string Cause(Exception exception) => exception switch
    {
        DeadlineException { WaitedFor: { } waitedFor } => $", since {waitedFor}",
        UnansweredException unanswered => $", since {unanswered.Message}",
        _ => "",
    };
}
