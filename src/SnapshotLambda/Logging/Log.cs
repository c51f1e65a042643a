using Microsoft.Extensions.Logging;

namespace SnapshotLambda.Logging;

/// <summary>
/// The log's events, one JSON object a line; the message is the event's name and everything else a key of its own, in snake
/// case. Values are strings, numbers and booleans. Dashboards, metric filters and audits read them: a name once given stays. A snapshot's
/// <c>size_gib</c> is its volume's size; <c>full_size_bytes</c> is everywhere what deletions free at most.
/// </summary>
internal static partial class Log
{
    /// <summary>A run begins.</summary>
    [LoggerMessage(1, LogLevel.Information, "run_started")]
    public static partial void RunStarted(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string version, string referenceTime, string cutoff, string idempotencyKey, string settings);

    /// <summary>A region is read and planned.</summary>
    [LoggerMessage(2, LogLevel.Information, "region_scanned")]
    public static partial void RegionScanned(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        int scanned, int inScope, int candidates, int planned, int toMark, int toUnmark, string planDigest);

    /// <summary>Audit: a snapshot is gone.</summary>
    [LoggerMessage(3, LogLevel.Information, "snapshot_deleted")]
    public static partial void SnapshotDeleted(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, int sizeGib, long fullSizeBytes, string tags, string why, string policy);

    /// <summary>Audit: a real run would delete a snapshot.</summary>
    [LoggerMessage(4, LogLevel.Information, "snapshot_would_delete")]
    public static partial void SnapshotWouldDelete(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, int sizeGib, long fullSizeBytes, string tags, string why, string policy);

    /// <summary>
    /// A snapshot stays. At Information for <c>verbose</c> runs, else for debugging. <c>periods</c> names every period whose newest it is.
    /// </summary>
    [LoggerMessage(EventId = 5, Message = "snapshot_kept")]
    public static partial void SnapshotKept(
        this ILogger logger, LogLevel level, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, string why, string policy, string periods);

    /// <summary>A deletion, or a mark, failed for good.</summary>
    [LoggerMessage(6, LogLevel.Warning, "snapshot_failed")]
    public static partial void SnapshotFailed(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string code, string error, string requestId, int attempts);

    /// <summary>A guard could not be read completely, so its region is refused.</summary>
    [LoggerMessage(7, LogLevel.Error, "guard_refused")]
    public static partial void GuardRefused(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string guard, string code, string error);

    /// <summary>
    /// EC2 refused a deletion, a tag or a question about sharing for too many requests. <c>rate_per_second</c> is the rate that calls of
    /// this kind now keep to.
    /// </summary>
    [LoggerMessage(8, LogLevel.Information, "throttled")]
    public static partial void Throttled(
        this ILogger logger, string runId, string account, string region, bool dryRun, int times, double ratePerSecond);

    /// <summary>After throttles, the rate of deletions is back to what the settings say.</summary>
    [LoggerMessage(21, LogLevel.Information, "pace_recovered")]
    public static partial void PaceRecovered(
        this ILogger logger, string runId, string account, string region, bool dryRun);

    /// <summary>Lambda's time limit is too near for another call.</summary>
    [LoggerMessage(9, LogLevel.Warning, "deadline_reached")]
    public static partial void DeadlineReached(
        this ILogger logger, string runId, string account, string region, bool dryRun);

    /// <summary>A region is done.</summary>
    [LoggerMessage(10, LogLevel.Information, "region_finished")]
    public static partial void RegionFinished(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string status, string reason, string summary, int scanned, int deleted, int wouldDelete, int marked, int wouldMark,
        int alreadyGone, int kept, int failed, int notAttempted, int remaining, long fullSizeBytes);

    /// <summary>A repeated delivery got the remembered result.</summary>
    [LoggerMessage(11, LogLevel.Information, "run_replayed")]
    public static partial void RunReplayed(
        this ILogger logger, string runId, string account, string region, bool dryRun, string status, int exitCode, string idempotencyKey);

    /// <summary>The same run is in progress elsewhere: this delivery waits until that is over, or its Lambda must be dead.</summary>
    [LoggerMessage(41, LogLevel.Information, "run_waiting")]
    public static partial void RunWaiting(
        this ILogger logger, string runId, string account, string region, bool dryRun, string idempotencyKey);

    /// <summary>
    /// Something that a person should know of a run and that changes no status; docs/statuses.md lists the codes. Before the run's last
    /// line.
    /// </summary>
    [LoggerMessage(43, LogLevel.Information, "run_note")]
    public static partial void RunNote(
        this ILogger logger, string runId, string account, string region, bool dryRun, string code, int count, string text);

    /// <summary>A run is over, whatever its status: what alarms and dashboards read.</summary>
    [LoggerMessage(EventId = 12, Message = "run_finished")]
    public static partial void RunFinished(
        this ILogger logger, LogLevel level, string runId, string account, string region, bool dryRun,
        string status, int exitCode, string trigger, string reason, string summary, string nextStep, int regions, int scanned, int inScope,
        int deleted, int wouldDelete, int marked, int wouldMark, int alreadyGone, int kept, int failed, int notAttempted, int remaining,
        long fullSizeBytes,
        int approvedUnknown);

    /// <summary>No table is set: a run is remembered for as long as this process lives.</summary>
    [LoggerMessage(13, LogLevel.Warning, "idempotency_in_memory")]
    public static partial void IdempotencyInMemory(
        this ILogger logger, string runId, string account, string region, bool dryRun, string nextStep);

    /// <summary>The run is done, and its result could not be stored: a repeated delivery may run again.</summary>
    [LoggerMessage(14, LogLevel.Warning, "result_not_remembered")]
    public static partial void ResultNotRemembered(
        this ILogger logger, Exception exception, string runId, string account, string region, bool dryRun);

    /// <summary>AWS was asked whether it refuses what must stay and lets go what may, and what its answers mean.</summary>
    [LoggerMessage(EventId = 22, Message = "fence_checked")]
    public static partial void FenceChecked(
        this ILogger logger, LogLevel level, string runId, string account, string region, bool dryRun,
        string result, string omits, string summary);

    /// <summary>A file of the run's report could not be written, the first of the run. What the run does never depends on it.</summary>
    [LoggerMessage(48, LogLevel.Warning, "report_not_written")]
    public static partial void ReportNotWritten(
        this ILogger logger, string runId, string account, string region, bool dryRun, string file, string code, string error);

    /// <summary>
    /// What is otherwise than in the plan that was approved (<c>approvedRun</c>): an approved snapshot that is gone, one that is kept
    /// now, or one that would go and that the plan did not have. <c>why</c> is the reason for which it stays.
    /// </summary>
    [LoggerMessage(50, LogLevel.Information, "approval_changed")]
    public static partial void ApprovalChanged(
        this ILogger logger, string runId, string account, string region, bool dryRun, string snapshotId, string change, string why);

    /// <summary>Approved ids that none of the approved run's plans that could be read had to be deleted, up to a hundred a line.</summary>
    [LoggerMessage(51, LogLevel.Warning, "approval_outside_plans")]
    public static partial void ApprovalOutsidePlans(
        this ILogger logger, string runId, string account, string region, bool dryRun, int count, string snapshotIds);

    /// <summary>Something that should not happen did.</summary>
    [LoggerMessage(15, LogLevel.Error, "unexpected_error")]
    public static partial void UnexpectedError(
        this ILogger logger, Exception exception, string runId, string account, string region, bool dryRun);

    /// <summary>Audit: a candidate is marked, to be deleted after that day.</summary>
    [LoggerMessage(31, LogLevel.Information, "snapshot_marked")]
    public static partial void SnapshotMarked(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, int sizeGib, long fullSizeBytes, string tags, string why, string policy,
        string deleteAfter);

    /// <summary>Audit: a real run would mark a candidate.</summary>
    [LoggerMessage(32, LogLevel.Information, "snapshot_would_mark")]
    public static partial void SnapshotWouldMark(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, int sizeGib, long fullSizeBytes, string tags, string why, string policy,
        string deleteAfter);

    /// <summary>Audit: a snapshot that is no longer a candidate lost its mark.</summary>
    [LoggerMessage(33, LogLevel.Information, "snapshot_unmarked")]
    public static partial void SnapshotUnmarked(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, int sizeGib, long fullSizeBytes, string tags, string why, string policy);

    /// <summary>A snapshot that is no longer a candidate still has its mark.</summary>
    [LoggerMessage(34, LogLevel.Warning, "unmark_failed")]
    public static partial void UnmarkFailed(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string code, string error, string requestId, int attempts);

    /// <summary>A candidate's mark is no date, so it is kept until somebody puts it right.</summary>
    [LoggerMessage(35, LogLevel.Warning, "mark_unreadable")]
    public static partial void MarkUnreadable(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string mark);

    /// <summary>
    /// A deleted snapshot was looked up in the Recycle Bin, as <c>recycleBin: require</c> asks: a region's first, and one of every hundred
    /// after it.
    /// </summary>
    [LoggerMessage(36, LogLevel.Information, "recycle_bin_checked")]
    public static partial void RecycleBinChecked(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, bool isThere);

    /// <summary>
    /// Audit: these are about to be deleted, up to a hundred. What became of each is a line of its own; where the process is killed, those
    /// without one may be gone.
    /// </summary>
    [LoggerMessage(42, LogLevel.Information, "snapshots_deleting")]
    public static partial void SnapshotsDeleting(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        int count, string snapshotIds);

    /// <summary>Audit: a reply was lost, so a snapshot may be gone or not; it counts towards the cap.</summary>
    [LoggerMessage(37, LogLevel.Warning, "snapshot_may_be_deleted")]
    public static partial void SnapshotMayBeDeleted(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, int sizeGib, long fullSizeBytes, string tags, string why, string policy);

    /// <summary>Audit: a snapshot was found to be a leftover of deregistered AMIs, and tagged with that day.</summary>
    [LoggerMessage(45, LogLevel.Information, "leftover_tagged")]
    public static partial void LeftoverTagged(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId, string policy, string since);

    /// <summary>Audit: a snapshot that is no leftover any more lost the tag that says so.</summary>
    [LoggerMessage(46, LogLevel.Information, "leftover_untagged")]
    public static partial void LeftoverUntagged(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string startTime, string volumeId);

    /// <summary>A leftover could not be tagged, or the tag could not be removed. The snapshot is kept.</summary>
    [LoggerMessage(47, LogLevel.Warning, "leftover_tag_failed")]
    public static partial void LeftoverTagFailed(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string code, string error, string requestId, int attempts);

    /// <summary>A restore begins. <c>taken_back</c> is the run; empty for a span, or for single snapshots.</summary>
    [LoggerMessage(60, LogLevel.Information, "restore_started")]
    public static partial void RestoreStarted(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string version, string takenBack, string deletedAfter, string deletedBefore, int snapshotIds);

    /// <summary>Audit: a snapshot is back from the Recycle Bin, and kept until that day.</summary>
    [LoggerMessage(61, LogLevel.Information, "snapshot_restored")]
    public static partial void SnapshotRestored(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string enteredAt, string keepUntil);

    /// <summary>Audit: a real restore would bring a snapshot back. The Recycle Bin keeps it until <c>exits_at</c>.</summary>
    [LoggerMessage(62, LogLevel.Information, "snapshot_would_restore")]
    public static partial void SnapshotWouldRestore(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string enteredAt, string exitsAt);

    /// <summary>A snapshot of a restore is not restored: AlreadyBack, Expired, or NotOfThisRun.</summary>
    [LoggerMessage(63, LogLevel.Information, "snapshot_not_restored")]
    public static partial void SnapshotNotRestored(
        this ILogger logger, string runId, string account, string region, bool dryRun, string snapshotId, string why);

    /// <summary>A snapshot could not be restored, or not be kept from being deleted again.</summary>
    [LoggerMessage(64, LogLevel.Warning, "restore_failed")]
    public static partial void RestoreFailed(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string code, string error, string requestId, int attempts);

    /// <summary>A snapshot is back and kept, and the tags of its deletion could not be taken off.</summary>
    [LoggerMessage(65, LogLevel.Warning, "restore_tags_left")]
    public static partial void RestoreTagsLeft(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string snapshotId, string code, string error, string requestId, int attempts);

    /// <summary>A region of a restore is done.</summary>
    [LoggerMessage(66, LogLevel.Information, "region_restored")]
    public static partial void RegionRestored(
        this ILogger logger, string runId, string account, string region, bool dryRun,
        string status, string reason, string summary, int found, int restored, int wouldRestore, int alreadyBack, int expired,
        int notOfThisRun, int failed, int notAttempted, int tagsLeft);

    /// <summary>A restore is over, whatever its status: what its alarm reads.</summary>
    [LoggerMessage(EventId = 67, Message = "restore_finished")]
    public static partial void RestoreFinished(
        this ILogger logger, LogLevel level, string runId, string account, string region, bool dryRun,
        string status, int exitCode, string takenBack, string reason, string summary, string nextStep, int found, int restored,
        int wouldRestore, int alreadyBack, int expired, int notOfThisRun, int failed, int notAttempted, int tagsLeft, int notFound);
}
