using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Runs;

namespace SnapshotLambda.Restoring;

/// <summary>
/// Restores one account's region: looks what is named up in the Recycle Bin, and restores it. A failure is a result too, so that one region
/// never stops or delays another.
/// </summary>
internal sealed class RegionRestore(RestoreContext restore, RegionDeletions deletions, RestoreRegionLog log)
{
    private readonly string _account = deletions.Account ?? restore.Access.Caller.Account;
    private readonly bool _dryRun = restore.Settings.DryRun;
    private RestoreTally _tally = new(deletions.AreGuesses ? [] : deletions.Named.Keys, restore.Settings.DryRun);
    private Restorer? _restorer;

    /// <summary>The ids that are neither in the region's Recycle Bin nor there.</summary>
    public IReadOnlyCollection<string> Unseen { get; private set; } = deletions.AreGuesses ? [.. deletions.Named.Keys] : [];

    /// <summary>The region's result.</summary>
    public async Task<RestoreRegionResult> RunAsync()
    {
        using var untilDeadline = restore.Deadline.CancelWhenReached();
        RestoreRegionResult result;
        try
        {
            result = await RestoreAsync(untilDeadline.Token);
        }
        catch (Exception exception)
        {
            result = Failed(exception, untilDeadline.IsCancellationRequested);
        }

        log.Finished(result);
        return result;
    }

    private async Task<RestoreRegionResult> RestoreAsync(CancellationToken untilDeadline)
    {
        if (deletions.Fault is { } fault)
        {
            return Result(
                RunStatus.Failed,
                RestoreReason.ListUnreadable,
                $"{fault}. Nothing was restored here: snapshotIds alone need no list.");
        }

        var policy = _dryRun
            ? SessionPolicy.ToRead
            : SessionPolicy.ToRestore(restore.Access.Caller.Partition, deletions.Region, restore.Settings.Tag);
        var sessions = new AccountSessions(restore.Access, restore.TargetOf(_account), untilDeadline);
        using var session = await sessions.OpenAsync(deletions.Region, policy);
        var selection = await SelectAsync(session.Ec2, untilDeadline);
        foreach (var id in selection.NotOfThisRun) Set(id, RestoreOutcome.NotOfThisRun);
        foreach (var id in selection.Gone) Set(id, RestoreOutcome.Expired);
        if (_dryRun)
        {
            foreach (var snapshot in selection.Back) Set(snapshot.Id, RestoreOutcome.AlreadyBack);
            foreach (var binned in selection.ToRestore)
            {
                _tally.Set(binned.Id, RestoreOutcome.WouldRestore);
                log.WouldRestore(binned);
            }
        }
        else
        {
            _restorer = new(
                session.Ec2, restore.Settings.Tag, restore.Results.KeepUntil!, _tally, restore.Deadline, restore.Time, restore.Random, log);
            await _restorer.RunAsync(selection);
            if (_restorer.Stop == EarlyStop.Deadline) log.DeadlineReached();
        }

        return restore.Results.Region(_account, deletions.Region, _tally, _restorer?.Stop, deletions.Gap) with
        {
            FirstExit = selection.ToRestore.Min(binned => binned.LeavesAt),
        };
    }

    private async Task<RestoreSelection> SelectAsync(IEc2 ec2, CancellationToken cancellationToken)
    {
        var named = deletions.Named;
        var binned = new Dictionary<string, RecycleBinEntry>(StringComparer.Ordinal);
        await foreach (var page in ec2.ListBinnedAsync(cancellationToken))
            foreach (var one in page.Where(one => named.ContainsKey(one.Id)))
                binned[one.Id] = one;
        var present = (await ec2.FindSnapshotsAsync([.. named.Keys.Where(id => !binned.ContainsKey(id))], cancellationToken))
            .DistinctBy(snapshot => snapshot.Id, StringComparer.Ordinal)
            .ToDictionary(snapshot => snapshot.Id, StringComparer.Ordinal);
        if (deletions.AreGuesses)
        {
            // What is not here may be in another region: it is told once, of all of them.
            named = named.Where(one => binned.ContainsKey(one.Key) || present.ContainsKey(one.Key))
                .ToDictionary(StringComparer.Ordinal);
            Unseen = [.. deletions.Named.Keys.Except(named.Keys, StringComparer.Ordinal)];
            _tally = new(named.Keys, _dryRun);
        }

        return RestoreSelection.Of(named, binned, present);
    }

    private void Set(string id, RestoreOutcome outcome)
    {
        _tally.Set(id, outcome);
        log.NotRestored(id, outcome);
    }

    /// <summary>The result of a region that an exception ended; what was restored before is counted.</summary>
    private RestoreRegionResult Failed(Exception exception, bool isLate)
    {
        switch (exception)
        {
            case RegionNotReadableException unreadable:
                return Result(
                    unreadable.Status is RegionStatus.Refused ? RunStatus.Refused : RunStatus.Failed,
                    unreadable.Reason,
                    unreadable.Message);
            case DeadlineException or OperationCanceledException when isLate || exception is DeadlineException:
                log.DeadlineReached();
                return Result(
                    RunStatus.Failed,
                    StopReason.Deadline,
                    $"The time limit came before the region was looked at{RegionFailure.Cause(exception)}: nothing was restored.");
            case AwsCallException call:
                return Result(RunStatus.Failed, call.Error.Code, $"{Before}{call.Message}{Grant(call.Error)}");
            default:
                // A bug, or something never seen before: it concerns this region alone.
                log.Unexpected(exception);
                return Result(
                    RunStatus.Failed,
                    exception is OutOfMemoryException ? FaultCode.OutOfMemory : exception.GetType().Name,
                    $"{Before}{exception.Message}");
        }
    }

    private string Before => _restorer is null ? "Nothing was restored: " : "It broke off: ";

    private static string Grant(AwsError error) =>
        error.Class is ErrorClass.Denied
            ? " Let the role allow ec2:ListSnapshotsInRecycleBin and ec2:DescribeSnapshots, as template.yaml does."
            : "";

    private RestoreRegionResult Result(RunStatus status, string reason, string message) => new()
    {
        Account = _account,
        Region = deletions.Region,
        Status = status,
        Reason = reason,
        Message = RunResultBuilder.WithoutQuotes(message),
        Counts = _tally.Counts,
        Failures = [.. _tally.Failures.Take(RestoreRegionResult.ListLimit)],
    };
}
