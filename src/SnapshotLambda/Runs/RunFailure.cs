using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;

namespace SnapshotLambda.Runs;

/// <summary>Words a run that ended in an exception that nobody expected: a bug, or something never seen before.</summary>
internal static class RunFailure
{
    private const string Report = "Report this as a bug, with the log line unexpected_error.";

    /// <summary>The result of a run that had not begun.</summary>
    public static RunResult BeforeRun(Exception exception, RunEnding ending, RunLog log)
    {
        log.Unexpected(exception);
        return ending.Of(RunStatus.Failed, exception.GetType().Name, exception.Message, Report);
    }

    /// <summary>The result of a run that had begun.</summary>
    public static RunResult InRun(Exception exception, RunEnding ending, RunLog log)
    {
        log.Unexpected(exception);
        return ending.Of(
            RunStatus.Failed,
            exception.GetType().Name,
            $"The run broke off, and may have deleted or marked snapshots before: {exception.Message.Split('\n')[0].Trim()}",
            "The log's lines snapshot_deleted and snapshot_marked say what was done. "
                + "Report this as a bug, with the line unexpected_error.");
    }
}
