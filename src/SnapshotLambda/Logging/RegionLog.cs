using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Logging;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Logging;

/// <summary>The log of one account's region in one run.</summary>
internal sealed class RegionLog(ILogger logger, string runId, string account, string region, bool dryRun, bool verbose)
{
    private readonly LogLevel _keptLevel = verbose ? LogLevel.Information : LogLevel.Debug;
    private int _throttled;
    private int _deadlineReached;

    /// <summary>The region is read and planned: what stays, and why, one line a snapshot, where anyone listens.</summary>
    public void Scanned(Plan plan)
    {
        logger.RegionScanned(runId, account, region, dryRun, plan.Scanned, plan.InScope, plan.Candidates.Count, plan.Planned, plan.ToMark.Count, plan.ToUnmark.Count, plan.Digest);
        foreach (var decision in plan.Decisions)
        {
            if (decision.KeptBecause == Reason.MarkUnreadable)
                logger.MarkUnreadable(runId, account, region, dryRun, decision.Snapshot.Id, Mark.On(decision.Snapshot)!.Value.Value);
        }

        if (!logger.IsEnabled(_keptLevel)) return;
        foreach (var decision in plan.Decisions)
        {
            if (decision.KeptBecause is { } reason) Kept(decision.Snapshot, reason);
        }
    }

    /// <summary>A candidate was marked, or would be.</summary>
    public void Marked(Snapshot snapshot, Mark mark)
    {
        if (dryRun) logger.SnapshotWouldMark(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, mark.Value);
        else logger.SnapshotMarked(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why, mark.Value);
    }

    /// <summary>What is kept for this reason lost its mark.</summary>
    public void Unmarked(Snapshot snapshot, Reason reason) =>
        logger.SnapshotUnmarked(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), reason.Name);

    /// <summary>It did not lose it.</summary>
    public void UnmarkFailed(Snapshot snapshot, AwsError error, int attempts) =>
        logger.UnmarkFailed(runId, account, region, dryRun, snapshot.Id, error.Code, error.Message, error.RequestId ?? "", attempts);

    /// <summary>What became of a candidate; of one to be marked only <see cref="Marked"/> tells all.</summary>
    public void Outcome(SnapshotOutcome deletion)
    {
        var snapshot = deletion.Snapshot;
        switch (deletion.Kind)
        {
            case OutcomeKind.Deleted:
                logger.SnapshotDeleted(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why);
                break;
            case OutcomeKind.WouldDelete:
                logger.SnapshotWouldDelete(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why);
                break;
            case OutcomeKind.Failed:
                var failure = deletion.Failure!;
                logger.SnapshotFailed(runId, account, region, dryRun, snapshot.Id, failure.Code, failure.Message, failure.RequestId ?? "", failure.Attempts);
                break;
            case OutcomeKind.Kept when logger.IsEnabled(_keptLevel):
                Kept(snapshot, deletion.KeptBecause!);
                break;
            case OutcomeKind.Kept or OutcomeKind.AlreadyGone or OutcomeKind.NotAttempted or OutcomeKind.Marked or OutcomeKind.WouldMark:
                break;
        }
    }

    /// <summary>These are about to be deleted.</summary>
    public void Deleting(IReadOnlyList<string> snapshotIds)
    {
        if (snapshotIds.Count > 0) logger.SnapshotsDeleting(runId, account, region, dryRun, snapshotIds.Count, string.Join(", ", snapshotIds));
    }

    /// <summary>Whether it is deleted nobody knows.</summary>
    public void MayBeDeleted(Snapshot snapshot) =>
        logger.SnapshotMayBeDeleted(runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", snapshot.VolumeSizeGiB, snapshot.AtMostBytes, TagsOf(snapshot), Why);

    /// <summary>A guard could not be read.</summary>
    public void GuardRefused(string guard, AwsError error) => logger.GuardRefused(runId, account, region, dryRun, guard, error.Code, error.Message);

    /// <summary>The fence was tried.</summary>
    public void FenceChecked(FenceReport report, string summary) =>
        logger.FenceChecked(
            report.State switch { FenceState.Verified or FenceState.Off => LogLevel.Information, FenceState.Untried => LogLevel.Warning, FenceState.Refused => LogLevel.Error },
            runId, account, region, dryRun, report.Name, string.Join(", ", report.ListedOmits), summary);

    /// <summary>EC2 refused a call for too many requests: said whenever the rate gives way, and the first, second, fourth, eighth … time.</summary>
    public void Throttled(bool gaveWay, double ratePerSecond)
    {
        var times = Interlocked.Increment(ref _throttled);
        if (gaveWay || BitOperations.IsPow2(times)) logger.Throttled(runId, account, region, dryRun, times, Math.Round(ratePerSecond, 2));
    }

    /// <summary>The rate of deletions is back to what the settings say.</summary>
    public void PaceRecovered() => logger.PaceRecovered(runId, account, region, dryRun);

    /// <summary>Whether what was deleted is in the Recycle Bin.</summary>
    public void RecycleBinChecked(string snapshotId, bool isThere) => logger.RecycleBinChecked(runId, account, region, dryRun, snapshotId, isThere);

    /// <summary>Lambda's time limit is too near for another call; told once.</summary>
    public void DeadlineReached()
    {
        if (Interlocked.Exchange(ref _deadlineReached, 1) == 0) logger.DeadlineReached(runId, account, region, dryRun);
    }

    /// <summary>The region is done.</summary>
    public void Finished(RegionResult result) =>
        logger.RegionFinished(
            runId, account, region, dryRun, result.Status.ToString(), result.Reason ?? "", result.Message, result.Scanned, result.Deleted ?? 0, result.WouldDelete ?? 0,
            result.Marked ?? 0, result.WouldMark ?? 0, result.AlreadyGone, result.Kept.Values.Sum(), result.Failed, result.NotAttempted, result.Remaining, result.FullSizeBytes);

    /// <summary>Something that should not happen did.</summary>
    public void Unexpected(Exception exception) => logger.UnexpectedError(exception, runId, account, region, dryRun);

    private const string Why = "older than maxAgeDays, and no rule or guard keeps it";

    private void Kept(Snapshot snapshot, Reason reason) =>
        logger.SnapshotKept(_keptLevel, runId, account, region, dryRun, snapshot.Id, StartOf(snapshot), snapshot.VolumeId ?? "", reason.Name);

    private static string StartOf(Snapshot snapshot) => snapshot.StartTime?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string TagsOf(Snapshot snapshot) => string.Join(", ", snapshot.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
