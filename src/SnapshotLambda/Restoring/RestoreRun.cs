using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Restoring;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Runs;

namespace SnapshotLambda.Restoring;

/// <summary>One restore over all accounts and regions at once, with one result.</summary>
internal sealed class RestoreRun(
    IAwsClients clients, RestoreSettings settings, Deadline deadline, TimeProvider time, Random random, RestoreLog log)
{
    /// <summary>Restores what the settings name.</summary>
    /// <param name="results">Makes the results, of what is known from the beginning.</param>
    /// <param name="homeRegion">The region that the function itself runs in.</param>
    public async Task<RestoreResult> ExecuteAsync(RestoreResultBuilder results, string homeRegion)
    {
        using var untilDeadline = deadline.CancelWhenReached();
        try
        {
            var caller = await CallerAsync(homeRegion, untilDeadline.Token);
            log.Account = caller.Account;
            log.Started(
                settings.RunId ?? "", settings.DeletedAfter, settings.SpanAt(results.StartedAt)?.Until, settings.SnapshotIds?.Count ?? 0);
            var (named, notListed) = await NamedAsync(results.StartedAt, caller.Account, homeRegion, untilDeadline.Token);
            if (named is null) return Now(results).Of(
                RunStatus.Failed,
                RestoreReason.NoSuchRun,
                $"There is nothing of the run {settings.RunId} in {Place}: nothing was restored.",
                "Check the run's id: it is in the run's result, log and report. Its files are kept for as many days as ReportDays says.");

            var access = new AccessContext(clients, settings.Access, caller, homeRegion, results.RunId, time);
            var context = new RestoreContext(access, settings, results, deadline, time, random);
            RegionRestore[] regions =
            [
                .. named.Select(one => new RegionRestore(context, one, log.Region(one.Account ?? caller.Account, one.Region))),
            ];
            log.Regions = string.Join(',', named.Select(one => one.Region).Distinct(StringComparer.Ordinal));
            var done = await Task.WhenAll(regions.Select(region => region.RunAsync()));
            return Now(results).Of(done, settings.ReadsLists ? notListed : UnseenIn(regions));
        }
        catch (AwsCallException exception)
        {
            return Now(results).Of(
                RunStatus.Failed, exception.Error.Code, $"Nothing could be read: {exception.Message}", StepAfter(exception.Error));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Now(results).Of(
                RunStatus.Failed,
                RestoreReason.ListsUnreadable,
                $"The files of the run in {Place} cannot be read: {exception.Message}",
                "Check the folder and its permissions.");
        }
        catch (Exception exception) when (
            exception is DeadlineException || (exception is OperationCanceledException && untilDeadline.IsCancellationRequested))
        {
            return Now(results).Of(
                RunStatus.Failed,
                StopReason.Deadline,
                $"The time limit came before anything was read{RegionFailure.Cause(exception)}: nothing was restored.",
                "Give the function more time, and check that it can reach STS and S3. Then run it again.");
        }
    }

    private string Place => settings.Reports.Bucket is { } bucket ? $"the bucket {bucket}" : $"the folder {settings.Reports.Folder}";

    /// <summary>What was deleted, by the lists of the runs, or else by the ids of the payload in each account and region.</summary>
    private async Task<(IReadOnlyList<RegionDeletions>? Regions, int NotListed)> NamedAsync(
        DateTimeOffset now, string ownAccount, string homeRegion, CancellationToken cancellationToken)
    {
        if (settings.ReadsLists)
        {
            using IRunFiles files = settings.Reports.Bucket is { } bucket
                ? new BucketFiles(clients.S3(homeRegion, deadline), bucket)
                : new FolderFiles(settings.Reports.Folder!, settings.RunId!);
            return await new ListedDeletions(files, settings).ReadAsync(now, cancellationToken);
        }

        var window = settings.SpanAt(now)
            ?? (settings.RunId is { } runId ? RunWindow.Of(RunDay.Of(runId)!.Value) : RunWindow.Always);
        IReadOnlyList<RunWindow> windows = [window];
        var ids = settings.SnapshotIds!.ToDictionary(id => id, _ => windows, StringComparer.Ordinal);
        var accounts = settings.Accounts ?? (settings.CleanedAccounts is { Count: > 0 } cleaned ? cleaned : [ownAccount]);
        var regions = settings.Regions ?? [homeRegion];
        return (
            [
                .. accounts.SelectMany(
                    _ => regions, (account, region) => new RegionDeletions(account, region) { Named = ids, AreGuesses = true }),
            ],
            0);
    }

    private static int UnseenIn(IReadOnlyList<RegionRestore> regions) =>
        regions.Select(region => region.Unseen)
            .Aggregate((IEnumerable<string>?)null, (common, unseen) => common?.Intersect(unseen, StringComparer.Ordinal) ?? unseen)?
            .Count() ?? 0;

    private RestoreResultBuilder Now(RestoreResultBuilder results) => results with { FinishedAt = time.GetUtcNow() };

    private async Task<CallerIdentity> CallerAsync(string homeRegion, CancellationToken cancellationToken)
    {
        using var sts = clients.Sts(homeRegion);
        return await sts.GetCallerAsync(cancellationToken);
    }

    private string StepAfter(AwsError error) => error.Class switch
    {
        ErrorClass.Denied => $"Grant the function's role s3:ListBucket and s3:GetObject below runs/ of {Place}, as template.yaml does.",
        ErrorClass.Systemic => "Check the function's role and credentials.",
        ErrorClass.Throttled or ErrorClass.Transient => "Run it again later; check that the AWS endpoints can be reached.",
        ErrorClass.AlreadyGone or ErrorClass.UsedByImage or ErrorClass.FastRestoreEnabled or ErrorClass.ManagedByBackup or ErrorClass.Locked
            or ErrorClass.WouldSucceed or ErrorClass.Permanent => "Mend what the message names and run it again.",
    };
}
