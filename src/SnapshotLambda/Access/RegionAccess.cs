using SnapshotLambda.Aws;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Logging;
using SnapshotLambda.Settings;

namespace SnapshotLambda.Access;

/// <summary>
/// The sessions of one account's region. A real run reads and deletes in one, behind the fence. A dry run reads in one that
/// cannot delete, and tries the fence in another; so does a real run with grace, whose own session refuses what has no mark.
/// </summary>
internal sealed class RegionAccess
{
    private readonly RunSettings _settings;
    private readonly AccountSessions _sessions;
    private readonly string _region;
    private readonly RegionLog _log;
    private readonly bool _hasRole;
    private readonly FenceInputs _inputs;
    private Fence? _fence;

    /// <param name="settings">The settings of the run.</param>
    /// <param name="access">The means of opening sessions.</param>
    /// <param name="account">The account of the region.</param>
    /// <param name="region">The region's name.</param>
    /// <param name="sessions">Opens sessions in the account.</param>
    /// <param name="log">The region's log.</param>
    public RegionAccess(
        RunSettings settings, AccessContext access, TargetAccount account, string region, AccountSessions sessions, RegionLog log)
    {
        (_settings, _sessions, _region, _log) = (settings, sessions, region, log);
        _hasRole = account.RoleArn is not null;
        _inputs = new FenceInputs(settings.PlanInputs, settings.Access.Fence, access.Caller.Partition, region);
        _fence = _hasRole && _inputs.Mode is not FenceMode.Off ? Fence.Of(_inputs) : null;
        var report = _fence is null
            ? FenceReport.Off
            : new FenceReport(FenceState.Untried, _fence.Omits) { Policies = PoliciesAfter(new FenceVerdict(FenceState.Untried)) };
        Report = report with { Gap = GapOf(_hasRole, _inputs.Mode) };
    }

    /// <summary>The state of the fence, as far as it is known.</summary>
    public FenceReport Report { get; private set; }

    /// <summary>The session that the region is read in and, in a real run, cleaned in.</summary>
    /// <exception cref="RegionNotReadableException">There is none.</exception>
    public async Task<RegionSession> OpenAsync()
    {
        if (_settings.DryRun) return await _sessions.OpenAsync(_region, SessionPolicy.ToRead);
        return _fence is null ? await _sessions.OpenAsync(_region, policy: null) : await OpenFencedAsync(fence => fence.ToDelete);
    }

    /// <summary>Tries the fence, before the first deletion and in every dry run.</summary>
    /// <param name="session">The region's session.</param>
    /// <param name="snapshots">All snapshots of the region.</param>
    /// <param name="candidates">The snapshots to delete, oldest first.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<FenceVerdict> TryAsync(
        RegionSession session, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<Snapshot> candidates, CancellationToken cancellationToken)
    {
        if (_fence is null) return FenceVerdict.Off;
        var verdict = await TryInItsSessionAsync(session, snapshots, candidates, cancellationToken);
        Report = Report with { State = verdict.State, Omits = _fence.Omits, Policies = PoliciesAfter(verdict) };
        var policies = Report.NamedPolicies is { } named
            ? $"The policies' cutoffs: {string.Join(", ", named.Select(policy => $"{policy.Key} {policy.Value}"))}."
            : "";
        _log.FenceChecked(Report, $"{verdict.Message} {policies}".Trim());
        return verdict;
    }

    private static FenceGap GapOf(bool hasRole, FenceMode mode) => mode switch
    {
        FenceMode.Off => FenceGap.All,
        FenceMode.On => hasRole ? FenceGap.None : FenceGap.Role,
        FenceMode.TagsOnly => hasRole ? FenceGap.Cutoff : FenceGap.Role,
    };

    private async Task<FenceVerdict> TryInItsSessionAsync(
        RegionSession session, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<Snapshot> candidates, CancellationToken cancellationToken)
    {
        try
        {
            // Here, since the trial's own session may list nothing, and would be refused by every endpoint.
            await session.Ec2.CheckDryRunAsync(cancellationToken);
            if (!_settings.DryRun && _settings.Safeguards.GraceDays == 0)
                return await TryAsync(session.Ec2, snapshots, candidates, cancellationToken);
            using var own = await OpenFencedAsync(fence => fence.ToTry);
            return await TryAsync(own.Ec2, snapshots, candidates, cancellationToken);
        }
        catch (AwsCallException exception)
        {
            return FenceVerdict.Unanswered(exception.Error);
        }
    }

    private Task<FenceVerdict> TryAsync(
        IEc2Deletions ec2, IReadOnlyList<Snapshot> snapshots, IReadOnlyList<Snapshot> candidates, CancellationToken cancellationToken)
    {
        var samples = new FenceTrialSamples(_fence!, _inputs);
        return new FenceTrial(ec2, snapshot => _sessions.OpenAsync(_region, SessionPolicy.ToCompare(_inputs, snapshot.Id))).RunAsync(
            samples.MustStay(snapshots), FenceTrialSamples.MayGo(candidates), samples.MustStayByPolicy(snapshots), cancellationToken);
    }

    /// <summary>Each policy with its state. The trial of the region is that of the policies with the loosest cutoff.</summary>
    private PolicyFence[] PoliciesAfter(FenceVerdict verdict) =>
    [
        .. _inputs.Plan.Policies.OrderBy(policy => policy.Name, StringComparer.Ordinal).Select(policy =>
            verdict.Policies.FirstOrDefault(one => one.Policy == policy.Name)
                ?? new PolicyFence(policy.Name!, _inputs.HasLoosestCutoff(policy) ? verdict.State : FenceState.Untried)),
    ];

    private async Task<RegionSession> OpenFencedAsync(Func<Fence, string> policyOf)
    {
        (var session, _fence) = await _sessions.OpenAsync(_region, _fence!, policyOf);
        Report = Report with { Omits = _fence.Omits };
        return session;
    }
}
