using System.Collections.Frozen;
using System.Globalization;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The checked settings of one run. The initial values are the defaults of <see cref="SettingTable"/>; <see cref="SettingsReader"/> reads
/// the layers.
/// </summary>
internal sealed record RunSettings
{
    /// <summary>The rules for how long snapshots are kept.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>The policies as they were named; empty if there are none.</summary>
    public IReadOnlyList<Policy> Policies { get; init; } = [];

    /// <summary>The names of the only policies whose snapshots may go; null for all.</summary>
    public IReadOnlyList<string>? OnlyPolicies { get; init; }

    /// <summary>The id of the earlier run whose plans were approved; null for none.</summary>
    public string? ApprovedRun { get; init; }

    /// <summary>The ids that the settings name as approved; null for none.</summary>
    public IReadOnlySet<string>? ApprovedSnapshotIds { get; init; }

    /// <summary>The limits of the run. With <see cref="ApprovedRun"/> they approve nothing, until that run's plan is read.</summary>
    public Safeguards Safeguards { get; init; } = new();

    /// <summary>True if nothing is to be changed.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The regions as named: <c>all</c> alone, or names.</summary>
    public IReadOnlyList<string> Regions { get; init; } = ["us-east-1"];

    /// <summary>Regions that are left alone although <see cref="Regions"/> names them.</summary>
    public IReadOnlyList<string> ExcludeRegions { get; init; } = [];

    /// <summary>The account that the function must run in, 12 digits; null for any.</summary>
    public string? ExpectedAccountId { get; init; }

    /// <summary>The accounts to clean, each through its role; empty for the function's own.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>The roles for the accounts.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>The maximum rate of deletions per second, for each account and region: 0.1 to 1000.</summary>
    public double DeleteRatePerSecond { get; init; } = 4;

    /// <summary>The maximum number of deletions at once, for each account and region: 1 to 10000.</summary>
    public int DeleteBurst { get; init; } = 80;

    /// <summary>No call begins once fewer seconds than this are left: 5 to 300.</summary>
    public int DeadlineMarginSeconds { get; init; } = 20;

    /// <summary>True if debug lines are logged, one for each kept snapshot.</summary>
    public bool Verbose { get; init; }

    /// <summary>EventBridge Scheduler's schedule; null if none invoked this run.</summary>
    public string? ScheduleArn { get; init; }

    /// <summary>The instant that the run was scheduled for, UTC; null if none was named.</summary>
    public DateTimeOffset? ScheduledTime { get; init; }

    /// <summary>EventBridge Scheduler's id of one attempt.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>EventBridge Scheduler's count of attempts.</summary>
    public string? Attempt { get; init; }

    /// <summary>The key that identifies a manual run, 1 to 200 characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The id of the raw EventBridge event that invoked this run; null for any other payload.</summary>
    public string? RuleEventId { get; init; }

    /// <summary>
    /// True if EventBridge invoked this run, by a schedule or a rule: nobody reads its result, and Lambda retries it if it fails.
    /// </summary>
    public bool IsAsynchronous => ScheduleArn is not null || RuleEventId is not null;

    /// <summary>The price of snapshots in each region.</summary>
    public Prices Prices { get; init; } = Prices.None;

    /// <summary>The place of reports.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>The DynamoDB table that stores runs; null for the function's own memory.</summary>
    public string? IdempotencyTable { get; init; }

    /// <summary>The instant from which ages are counted, UTC: the scheduled time, or else the start of the run.</summary>
    public required DateTimeOffset ReferenceTime { get; init; }

    /// <summary>The inputs of the plans besides the inventory.</summary>
    public PlanInputs PlanInputs => new(Retention, Safeguards, ReferenceTime)
    {
        Policies = [.. Policies.Select(policy => policy.Over(this))],
        OnlyPolicies = OnlyPolicies?.ToFrozenSet(StringComparer.Ordinal),
    };

    /// <summary>Snapshots started before the cutoff are old enough.</summary>
    public DateTimeOffset Cutoff => PlanInputs.Cutoff;

    /// <summary>Each setting that has a value, by name, with its layer. A value over 2,000 characters is described.</summary>
    public IReadOnlyDictionary<string, EffectiveSetting> Effective { get; init; } = FrozenDictionary<string, EffectiveSetting>.Empty;

    /// <summary>
    /// A hash of the values that identify a run: all but <see cref="Attempt"/> and <see cref="ExecutionId"/>, from any layer and in any
    /// order.
    /// </summary>
    public string Digest { get; init; } = "";

    /// <summary>True if the account must be asked for its regions.</summary>
    public bool WantsAllRegions => Regions is [RegionListType.All];

    /// <summary>The regions to clean; with <see cref="WantsAllRegions"/>, of those that the account has enabled.</summary>
    public IReadOnlyList<string> RegionsToClean(IEnumerable<string> enabled) =>
        [.. (WantsAllRegions ? enabled : Regions).Except(ExcludeRegions, StringComparer.Ordinal)];

    /// <summary>The key that identifies this run, the same for every delivery and attempt, so that a second one does nothing.</summary>
    /// <param name="requestId">The Lambda request id, for runs without any other key; Lambda's own retries repeat it.</param>
    public string IdempotencyKeyOr(string requestId) => this switch
    {
        { IdempotencyKey: { } key } => key,
        { ScheduleArn: { } arn, ScheduledTime: { } time } =>
            string.Create(CultureInfo.InvariantCulture, $"{arn}|{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}"),
        { RuleEventId: { } id } => id,
        _ => requestId,
    };
}
