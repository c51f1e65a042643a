using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Logging;

/// <summary>The log of one account's region in one run.</summary>
internal sealed class RegionLog(ILogger logger, string runId, string account, string region, bool dryRun, bool verbose)
{
    private readonly LogLevel _keptLevel = verbose ? LogLevel.Information : LogLevel.Debug;
    private Governance? _governance;
    private int _throttled;
    private int _deadlineReached;

    /// <summary>The region is read and planned. Each kept snapshot and its reason is a line, if that level is enabled.</summary>
    public void Scanned(Plan plan)
    {
        _governance = plan.Governance;
        logger.RegionScanned(
            runId, account, region, dryRun, plan.Scanned, plan.InScope, plan.Candidates.Count, plan.Planned,
            plan.ToMark.Count, plan.ToUnmark.Count, plan.Digest);
        foreach (var decision in plan.Decisions)
        {
            if (decision.KeptBecause == Reason.MarkUnreadable)
                logger.MarkUnreadable(runId, account, region, dryRun, decision.Snapshot.Id, Mark.On(decision.Snapshot)!.Value.Value);
        }

        if (!logger.IsEnabled(_keptLevel)) return;
        foreach (var decision in plan.Decisions)
        {
            if (decision.KeptBecause is { } reason) Kept(decision.Snapshot, reason, decision.Policy, plan.PeriodsOf);
        }
    }

    /// <summary>Something is otherwise than in the plan that was approved.</summary>
    public void ApprovalChanged(ApprovalChange change) => logger.ApprovalChanged(
        runId, account, region, dryRun, change.SnapshotId, change.Change.ToString().ToLowerInvariant(), change.Reason ?? "");

    /// <summary>A candidate was marked, or would be.</summary>
    public void Marked(Snapshot snapshot, Mark mark)
    {
        if (dryRun)
            logger.SnapshotWouldMark(
                runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "",
                snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, PolicyOf(snapshot), mark.Value);
        else
            logger.SnapshotMarked(
                runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "",
                snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, PolicyOf(snapshot), mark.Value);
    }

    /// <summary>A snapshot that is kept for this reason lost its mark.</summary>
    public void Unmarked(Snapshot snapshot, Reason reason) =>
        logger.SnapshotUnmarked(
            runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "",
            snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), reason.Name, PolicyOf(snapshot));

    /// <summary>A mark could not be removed.</summary>
    public void UnmarkFailed(Snapshot snapshot, AwsError error, int attempts) =>
        logger.UnmarkFailed(runId, account, region, dryRun, snapshot.Id, error.Code, error.Message, error.RequestId ?? "", attempts);

    /// <summary>A snapshot was tagged as a leftover that was found on this day.</summary>
    public void LeftoverTagged(Snapshot snapshot, string since) => logger.LeftoverTagged(
        runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", PolicyOf(snapshot), since);

    /// <summary>A snapshot that is no leftover lost its tag.</summary>
    public void LeftoverUntagged(Snapshot snapshot) =>
        logger.LeftoverUntagged(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "");

    /// <summary>A leftover's tag could not be set or removed.</summary>
    public void LeftoverTagFailed(Snapshot snapshot, AwsError error, int attempts) => logger.LeftoverTagFailed(
        runId, account, region, dryRun, snapshot.Id, error.Code, error.Message, error.RequestId ?? "", attempts);

    /// <summary>A candidate's outcome. <see cref="Marked"/> logs the marked ones.</summary>
    public void Outcome(SnapshotOutcome deletion)
    {
        var snapshot = deletion.Snapshot;
        switch (deletion.Kind)
        {
            case OutcomeKind.Deleted:
                logger.SnapshotDeleted(
                    runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "",
                    snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, PolicyOf(snapshot));
                break;
            case OutcomeKind.WouldDelete:
                logger.SnapshotWouldDelete(
                    runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "",
                    snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, PolicyOf(snapshot));
                break;
            case OutcomeKind.Failed:
                var failure = deletion.Failure!;
                logger.SnapshotFailed(
                    runId, account, region, dryRun, snapshot.Id, failure.Code, failure.Message, failure.RequestId ?? "", failure.Attempts);
                break;
            case OutcomeKind.Kept when logger.IsEnabled(_keptLevel):
                Kept(snapshot, deletion.KeptBecause!, _governance?.PolicyOf(snapshot), periodsOf: null);
                break;
            case OutcomeKind.Kept or OutcomeKind.AlreadyGone or OutcomeKind.NotAttempted or OutcomeKind.Marked or OutcomeKind.WouldMark:
                break;
        }
    }

    /// <summary>These snapshots are about to be deleted.</summary>
    public void Deleting(IReadOnlyList<string> snapshotIds)
    {
        if (snapshotIds.Count > 0)
            logger.SnapshotsDeleting(runId, account, region, dryRun, snapshotIds.Count, string.Join(", ", snapshotIds));
    }

    /// <summary>A deletion's outcome is unknown.</summary>
    public void MayBeDeleted(Snapshot snapshot) =>
        logger.SnapshotMayBeDeleted(
            runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "",
            snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, PolicyOf(snapshot));

    /// <summary>A guard could not be read.</summary>
    public void GuardRefused(string guard, AwsError error) =>
        logger.GuardRefused(runId, account, region, dryRun, guard, error.Code, error.Message);

    /// <summary>The fence was tried.</summary>
    public void FenceChecked(FenceReport report, string summary) =>
        logger.FenceChecked(
            report.State switch
            {
                FenceState.Verified or FenceState.Off => LogLevel.Information,
                FenceState.Untried => LogLevel.Warning,
                FenceState.Refused => LogLevel.Error,
            },
            runId, account, region, dryRun, report.Name, string.Join(", ", report.ListedOmits), summary);

    /// <summary>
    /// EC2 refused a call for too many requests. Logged whenever the rate is lowered, and the first, second, fourth, eighth … time.
    /// </summary>
    public void Throttled(bool gaveWay, double ratePerSecond)
    {
        var times = Interlocked.Increment(ref _throttled);
        if (gaveWay || BitOperations.IsPow2(times)) logger.Throttled(runId, account, region, dryRun, times, Math.Round(ratePerSecond, 2));
    }

    /// <summary>The rate of deletions is back at the setting's value.</summary>
    public void PaceRecovered() => logger.PaceRecovered(runId, account, region, dryRun);

    /// <summary>A deleted snapshot was looked up in the Recycle Bin.</summary>
    public void RecycleBinChecked(string snapshotId, bool isThere) =>
        logger.RecycleBinChecked(runId, account, region, dryRun, snapshotId, isThere);

    /// <summary>Lambda's time limit is too near for another call; logged once.</summary>
    public void DeadlineReached()
    {
        if (Interlocked.Exchange(ref _deadlineReached, 1) == 0) logger.DeadlineReached(runId, account, region, dryRun);
    }

    /// <summary>The region is finished.</summary>
    public void Finished(RegionResult result) =>
        logger.RegionFinished(
            runId, account, region, dryRun, result.Status.ToString(), result.Reason ?? "", result.Message, result.Scanned,
            result.Deleted ?? 0, result.WouldDelete ?? 0, result.Marked ?? 0, result.WouldMark ?? 0, result.AlreadyGone,
            result.Kept.Values.Sum(), result.Failed, result.NotAttempted, result.Remaining, result.FullSizeBytes);

    /// <summary>An unexpected exception.</summary>
    public void Unexpected(Exception exception) => logger.UnexpectedError(exception, runId, account, region, dryRun);

    private const string Why = "older than maxAgeDays, and no rule or guard keeps it";

    private void Kept(Snapshot snapshot, Reason reason, Retention? policy, Func<Snapshot, IEnumerable<Reason>>? periodsOf) =>
        logger.SnapshotKept(
            _keptLevel, runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", reason.Name,
            policy?.Name ?? "", periodsOf is null ? "" : string.Join(", ", periodsOf(snapshot)));

    private string PolicyOf(Snapshot snapshot) => _governance?.PolicyOf(snapshot)?.Name ?? "";

    private static string StartOf(Snapshot snapshot) => snapshot.StartTime?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string TagsOf(Snapshot snapshot) => string.Join(", ", snapshot.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
