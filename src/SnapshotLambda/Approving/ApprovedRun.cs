using SnapshotLambda.Access;
using SnapshotLambda.Aws;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Planning;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Approvals;
using SnapshotLambda.Report.Plans;
using SnapshotLambda.Reports;

namespace SnapshotLambda.Approving;

/// <summary>
/// An earlier run whose plans people approved in part. Of a region only what its plan of that run had to be deleted, and what the approval
/// names, may go. Whatever cannot be read approves nothing.
/// </summary>
internal sealed class ApprovedRun : IDisposable
{
    /// <summary>Days after which a plan is too old to be approved.</summary>
    public const int MostDays = ApprovalText.MostDays;

    private readonly string _runId;
    private readonly IReportArchive _archive;
    private readonly TimeProvider _time;
    private readonly WorkFolder _work = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _outsidePlans = new(StringComparer.Ordinal);

    private ApprovedRun(string runId, IReportArchive archive, TimeProvider time) => (_runId, _archive, _time) = (runId, archive, time);

    /// <summary>The ids that people named.</summary>
    public IReadOnlySet<string> Ids { get; private set; } = new HashSet<string>();

    /// <summary>The approved ids that none of the plans read so far had to be deleted.</summary>
    public IReadOnlyCollection<string> OutsidePlans
    {
        get
        {
            lock (_gate) return [.. _outsidePlans.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Reads the approved ids, unless they are given.</summary>
    /// <param name="runId">The run whose plans were approved.</param>
    /// <param name="ids">The ids of the payload; null if they are in the archive.</param>
    /// <param name="archive">The archive of that run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="ApprovalUnreadableException">They could not be read.</exception>
    public static async Task<ApprovedRun> OpenAsync(
        string runId, IReadOnlySet<string>? ids, IReportArchive archive, TimeProvider time, CancellationToken cancellationToken)
    {
        var approved = new ApprovedRun(runId, archive, time);
        try
        {
            approved.Ids = ids ?? await approved.ReadIdsAsync(cancellationToken);
            approved._outsidePlans.UnionWith(approved.Ids);
            return approved;
        }
        catch
        {
            approved.Dispose();
            throw;
        }
    }

    /// <summary>The part of a region's plan that is approved.</summary>
    /// <exception cref="RegionNotReadableException">That plan could not be read, or is too old.</exception>
    public async Task<ApprovedPlan> InAsync(string account, string region, CancellationToken cancellationToken)
    {
        var key = ReportKeys.OfRun(_runId, ReportKeys.PlanOf(account, region));
        var path = _work.PathOf(ReportKeys.PlanOf(account, region));
        try
        {
            await _archive.GetAsync(key, () => File.Create(path), cancellationToken);
            var plan = PlanFile.Open(_archive.AddressOf(key), () => File.OpenRead(path));
            return Checked(plan, account, region);
        }
        catch (Exception fault) when (fault is AwsCallException or InvalidPlanException or IOException or UnauthorizedAccessException)
        {
            throw Refused(
                StopReason.ApprovedPlanUnreadable,
                $"The plan of run {_runId} could not be read from {_archive.AddressOf(key)} ({OneLine(fault)}), so nothing of it is "
                    + "approved. S3 answers AccessDenied for what is not there too. Check approvedRun; a bucket keeps plans for "
                    + "ReportDays. Or make a new dry run, and approve that.",
                fault);
        }
        finally
        {
            _work.Remove(ReportKeys.PlanOf(account, region));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    private ApprovedPlan Checked(PlanFile plan, string account, string region)
    {
        var header = plan.Header;
        if (header.RunId != _runId || header.Account != account || header.Region != region)
            throw Refused(
                StopReason.ApprovedPlanUnreadable,
                $"The plan that stands for run {_runId} is that of run {header.RunId} in {header.Account}/{header.Region}, "
                    + "so nothing of it is approved. Make a new dry run, and approve that.");
        if (_time.GetUtcNow() - header.PlannedAt > TimeSpan.FromDays(MostDays))
            throw Refused(
                StopReason.ApprovedPlanTooOld,
                FormattableString.Invariant($"The plan of run {_runId} was made on {header.PlannedAt.UtcDateTime:yyyy-MM-dd}, more than ")
                    + FormattableString.Invariant($"{MostDays} days ago, so it approves nothing. Make a new dry run, and approve that."));
        var (planned, others) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var snapshot in plan.Snapshots())
        {
            if (snapshot.Decision is PlanDecision.Delete) planned.Add(snapshot.Id);
            else if (snapshot.Decision is not PlanDecision.Keep || ApprovedPlan.IsReasonOfCandidate(snapshot.Reason)) others.Add(snapshot.Id);
        }

        lock (_gate) _outsidePlans.ExceptWith(planned);
        return new ApprovedPlan(header.PlannedAt, planned, planned.Where(Ids.Contains).ToHashSet(StringComparer.Ordinal))
        {
            OtherCandidates = others,
        };
    }

    private async Task<IReadOnlySet<string>> ReadIdsAsync(CancellationToken cancellationToken)
    {
        var key = ReportKeys.OfApproval(_runId);
        var path = _work.PathOf("approval.json");
        try
        {
            await _archive.GetAsync(key, () => File.Create(path), cancellationToken);
            await using var file = File.OpenRead(path);
            return ApprovalFile.Read(file, _runId);
        }
        catch (Exception fault)
            when (fault is AwsCallException or ApprovalUnreadableException or IOException or UnauthorizedAccessException)
        {
            throw new ApprovalUnreadableException(
                $"The ids that are approved of run {_runId} could not be read from {_archive.AddressOf(key)}: {OneLine(fault)} "
                    + "Nothing was deleted.",
                fault);
        }
    }

    private static RegionNotReadableException Refused(string reason, string message, Exception? inner = null) =>
        new(RegionStatus.Refused, reason, message, inner);

    private static string OneLine(Exception fault) => fault.Message.Split('\n')[0].Trim().Replace('"', '\'');
}
