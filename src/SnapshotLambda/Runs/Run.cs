using SnapshotLambda.Access;
using SnapshotLambda.Approving;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Pacing;
using SnapshotLambda.Reports;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Runs;

/// <summary>
/// One run over all accounts at once, with one result. An exception that nobody expected is thrown on (<see cref="RunFailure"/>).
/// </summary>
internal sealed class Run(IAwsClients clients, RunSettings settings, Deadline deadline, TimeProvider time, Random random, RunLog log)
{
    /// <summary>The planner; see <see cref="RunContext.Plan"/>.</summary>
    public PlanRegion Plan { get; init; } = Planner.Plan;

    /// <summary>The function's name, for the tag of what goes into the Recycle Bin.</summary>
    public required string FunctionName { get; init; }

    /// <summary>Cleans every region of every account of the settings.</summary>
    /// <param name="ending">Makes the result of what happened.</param>
    /// <param name="homeRegion">The region that the function itself runs in.</param>
    /// <param name="idempotencyKey">The key that this run is remembered by.</param>
    public async Task<RunResult> ExecuteAsync(RunEnding ending, string homeRegion, string idempotencyKey)
    {
        using var untilDeadline = deadline.CancelWhenReached();
        try
        {
            var caller = await GetCallerAsync(homeRegion, untilDeadline.Token);
            log.Account = caller.Account;
            if (settings.ExpectedAccountId is { } expected && expected != caller.Account) return ending.Of(
                RunStatus.Refused,
                StopReason.WrongAccount,
                $"The credentials belong to account {caller.Account}, and expectedAccountId is {expected}: nothing was read or deleted.",
                "Run the function in the expected account, or correct expectedAccountId.");
            log.Started(settings, idempotencyKey);
            var access = new AccessContext(clients, settings.Access, caller, homeRegion, ending.RunId, time);
            using var archive = settings.ApprovedRun is null ? null : ReportArchive.Of(settings.Reports, clients, homeRegion, deadline);
            using var approved = archive is null
                ? null
                : await ApprovedRun.OpenAsync(settings.ApprovedRun!, settings.ApprovedSnapshotIds, archive, time, untilDeadline.Token);
            using var reports = new RunReports(settings.Reports, clients, homeRegion, ending.RunId, deadline, time, log);
            var run = new RunContext(access, settings, deadline, time, random)
            {
                Plan = Plan,
                Reports = reports,
                Approved = approved,
                RunTag = OwnTags.RunOf(FunctionName, RunId.AsPath(ending.RunId)),
            };
            var (regions, approvedUnknown) = await CleanAsync(run);
            var outsidePlans = approved?.OutsidePlans ?? [];
            log.ApprovalOutsidePlans(outsidePlans);
            return await reports.FinishAsync(ending.Of(regions, approvedUnknown, outsidePlans.Count));
        }
        catch (ApprovalUnreadableException exception)
        {
            return ending.Of(
                RunStatus.Refused,
                StopReason.ApprovalUnreadable,
                exception.Message,
                "Put the file there that the report saved, or name the ids in approvedSnapshotIds. S3 answers AccessDenied for what is "
                    + "not there too.");
        }
        catch (AwsCallException exception)
        {
            return ending.Of(
                RunStatus.Failed, exception.Error.Code, $"Nothing could be read: {exception.Message}", StepAfter(exception.Error));
        }
        catch (Exception exception) when (
            exception is DeadlineException || (exception is OperationCanceledException && untilDeadline.IsCancellationRequested))
        {
            var cause = RegionFailure.Cause(exception);
            return ending.Of(
                RunStatus.Failed,
                StopReason.Deadline,
                $"The time limit came before anything was read{cause}: nothing was deleted.",
                cause.Length == 0
                    ? "Give the function more time."
                    : $"Check that the function can reach STS in {homeRegion}: its network, and a VPC endpoint if it has one. "
                        + "Then run again.");
        }
    }

    private async Task<(IReadOnlyList<RegionResult> Regions, int? ApprovedUnknown)> CleanAsync(RunContext run)
    {
        var approvals = new Approvals(run.Approved?.Ids ?? settings.Safeguards.ApprovedSnapshotIds);
        var targets = TargetAccount.Targets(settings.Accounts, run.Access);
        var accounts = await Task.WhenAll(targets.Select(account => new AccountRun(run, account, log, approvals).RunAsync()));
        RegionResult[] results = [.. accounts.SelectMany(regions => regions)];
        log.Regions = string.Join(',', results.Select(result => result.Region).Distinct());
        return (results, approvals.UnknownAfter(results));
    }

    private async Task<CallerIdentity> GetCallerAsync(string homeRegion, CancellationToken cancellationToken)
    {
        using var sts = clients.Sts(homeRegion);
        return await sts.GetCallerAsync(cancellationToken);
    }

    private static string StepAfter(AwsError error) => error.Class switch
    {
        ErrorClass.Denied => "Grant the function's role the action that the message names.",
        ErrorClass.Systemic => "Check the function's role and credentials.",
        ErrorClass.Throttled or ErrorClass.Transient => "Run again later; check that the AWS endpoints can be reached.",
        ErrorClass.AlreadyGone or ErrorClass.UsedByImage or ErrorClass.FastRestoreEnabled or ErrorClass.ManagedByBackup or ErrorClass.Locked
            or ErrorClass.WouldSucceed or ErrorClass.Permanent => "Mend what the message names and run again.",
    };
}
