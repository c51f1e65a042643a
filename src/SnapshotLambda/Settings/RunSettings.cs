using System.Collections.Frozen;
using System.Globalization;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// Everything a run is told, checked. Its initial values are the defaults of <see cref="SettingTable"/>; what reads
/// the layers is <see cref="SettingsReader"/>.
/// </summary>
internal sealed record RunSettings
{
    /// <summary>How long snapshots are kept.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>What holds the run back.</summary>
    public Safeguards Safeguards { get; init; } = new();

    /// <summary>Whether nothing is to be changed.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The regions as named: <c>all</c> alone, or names.</summary>
    public IReadOnlyList<string> Regions { get; init; } = ["us-east-1"];

    /// <summary>Regions that are left alone although <see cref="Regions"/> names them.</summary>
    public IReadOnlyList<string> ExcludeRegions { get; init; } = [];

    /// <summary>The account that the function must run in, 12 digits; null for any.</summary>
    public string? ExpectedAccountId { get; init; }

    /// <summary>The accounts to clean, each through its role; empty for the function's own.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Through which roles.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>Deletions a second, per account and region, in the long run: 0.1 to 1000.</summary>
    public double DeleteRatePerSecond { get; init; } = 4;

    /// <summary>Deletions that may go at once, per account and region: 1 to 10000.</summary>
    public int DeleteBurst { get; init; } = 80;

    /// <summary>No call begins once fewer seconds than this are left: 5 to 300.</summary>
    public int DeadlineMarginSeconds { get; init; } = 20;

    /// <summary>Whether debug lines are logged, one for each kept snapshot.</summary>
    public bool Verbose { get; init; }

    /// <summary>EventBridge Scheduler's schedule; null where none invoked this run.</summary>
    public string? ScheduleArn { get; init; }

    /// <summary>The instant that the run was scheduled for, UTC; null where none was named.</summary>
    public DateTimeOffset? ScheduledTime { get; init; }

    /// <summary>EventBridge Scheduler's id of one attempt.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>EventBridge Scheduler's count of attempts.</summary>
    public string? Attempt { get; init; }

    /// <summary>The key that a manual run is to be known by, 1 to 200 characters.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The id of the raw EventBridge event that invoked this run; null for any other payload.</summary>
    public string? RuleEventId { get; init; }

    /// <summary>Whether EventBridge invoked this run, by a schedule or a rule: nobody reads its result, and Lambda delivers it again if it fails.</summary>
    public bool IsAsynchronous => ScheduleArn is not null || RuleEventId is not null;

    /// <summary>The DynamoDB table that remembers runs; null for the function's own memory.</summary>
    public string? IdempotencyTable { get; init; }

    /// <summary>The instant that ages are reckoned from, UTC: when the run was scheduled, else when it was read.</summary>
    public required DateTimeOffset ReferenceTime { get; init; }

    /// <summary>What the plans follow from besides what is read.</summary>
    public PlanInputs PlanInputs => new(Retention, Safeguards, ReferenceTime);

    /// <summary>Snapshots started before this instant are old enough.</summary>
    public DateTimeOffset Cutoff => PlanInputs.Cutoff;

    /// <summary>Each setting that has a value, by name, with the layer that named it. A value that would take over 2,000 characters is described instead.</summary>
    public IReadOnlyDictionary<string, EffectiveSetting> Effective { get; init; } = FrozenDictionary<string, EffectiveSetting>.Empty;

    /// <summary>A hash over the values that make two runs the same: all but <see cref="Attempt"/> and <see cref="ExecutionId"/>, wherever they were named and in whatever order.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Whether the account has to be asked which regions it has.</summary>
    public bool WantsAllRegions => Regions is [RegionListType.All];

    /// <summary>The regions to clean, of those that the account has where <see cref="WantsAllRegions"/>.</summary>
    public IReadOnlyList<string> RegionsToClean(IEnumerable<string> enabled) =>
        [.. (WantsAllRegions ? enabled : Regions).Except(ExcludeRegions, StringComparer.Ordinal)];

    /// <summary>What this run is known by, so that a second delivery of it does nothing: the same for every attempt at it.</summary>
    /// <param name="requestId">The Lambda request id, for runs that nothing else names; Lambda's own retries repeat it.</param>
    public string IdempotencyKeyOr(string requestId) => this switch
    {
        { IdempotencyKey: { } key } => key,
        { ScheduleArn: { } arn, ScheduledTime: { } time } => string.Create(CultureInfo.InvariantCulture, $"{arn}|{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}"),
        { RuleEventId: { } id } => id,
        _ => requestId,
    };
}
