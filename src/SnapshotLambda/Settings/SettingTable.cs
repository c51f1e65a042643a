using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The table of all settings: the reading of the layers, the values in effect and docs/settings.md follow from it. A new setting is an
/// entry here and the property that it fills. Each entry limits the payload's values while the function is locked.
/// </summary>
internal static partial class SettingTable
{
    /// <summary>True if nothing is changed.</summary>
    public static Setting DryRun { get; } = new Setting<bool>("dryRun", new BooleanType(), Reaches.Anything<bool>(),
        run => run.DryRun, (run, value) => run with { DryRun = value },
        "`true`: plan only, and delete nothing.");

    /// <summary>The regions to clean.</summary>
    public static Setting Regions { get; } = new Setting<IReadOnlyList<string>>(
        "regions", new RegionListType(mayBeAll: true), Reaches.Fewer,
        run => run.Regions, (run, value) => run with { Regions = value },
        "The regions to clean; `all` stands for every region that is enabled in the account.")
    { DefaultInWords = "the function's region, else `us-east-1`" };

    /// <summary>The regions to leave alone.</summary>
    public static Setting ExcludeRegions { get; } = new Setting<IReadOnlyList<string>>(
        "excludeRegions", new RegionListType(mayBeAll: false), Reaches.More,
        run => run.ExcludeRegions, (run, value) => run with { ExcludeRegions = value },
        "Regions to leave alone although `regions` names them.");

    /// <summary>The accounts to clean.</summary>
    public static Setting Accounts { get; } = new Setting<IReadOnlyList<string>>("accounts", new AccountListType(), Reaches.Fewer,
        run => run.Accounts is { Count: > 0 } ids ? ids : null, (run, value) => run with { Accounts = value },
        "The accounts to clean, and only these, each through the role `SNAPSHOT_LAMBDA_MEMBER_ROLE_NAME` in it.")
    { DefaultInWords = "the function's own" };

    /// <summary>The retentions of their own that some snapshots have by their tags.</summary>
    public static Setting Policies { get; } = new Setting<IReadOnlyList<Policy>>("policies", new PolicyListType(), Reaches.NoOtherPolicies,
        run => run.Policies, (run, policies) => run with { Policies = policies },
        "Retentions for snapshots with certain tags. A snapshot goes only if every policy that matches it lets it go, and what none "
        + "matches is kept. An empty list means that the settings above hold for all.")
    { NotInEnvironment = true };

    /// <summary>The only policies whose snapshots may go in this run.</summary>
    public static Setting OnlyPolicies { get; } = new Setting<IReadOnlyList<string>>(
        "onlyPolicies", new PolicyNameListType(), Reaches.Anything<IReadOnlyList<string>>(),
        run => run.OnlyPolicies?.Order(StringComparer.Ordinal).ToArray(), (run, names) => run with { OnlyPolicies = names },
        "Of what would be deleted, only what one of these policies governs is. It changes no policy's decision.")
    { PayloadOnly = true };

    /// <summary>The earlier run whose plans were approved.</summary>
    public static Setting ApprovedRun { get; } = new Setting<string>(
        "approvedRun",
        new TextType(100, "the id of an earlier run, as in 2026-11-27-8d1f0e4c-1d2b-4c3a-9e8f-0123456789ab", RunIdForm().IsMatch)
        {
            Pattern = RunIdPattern,
        },
        Reaches.Anything<string>(),
        run => run.ApprovedRun, (run, value) => run with { ApprovedRun = value },
        "Of what would be deleted, only what that run's plan had to be deleted, at most 14 days ago, and `approvedSnapshotIds` names. "
        + "Without that list, `approvals/<run id>.json` in the bucket of reports names it. Lifts `maxDeletePercent`.")
    { PayloadOnly = true };

    /// <summary>EventBridge Scheduler's schedule.</summary>
    public static Setting ScheduleArn { get; } = Context(
        "scheduleArn", 2048, run => run.ScheduleArn, (run, value) => run with { ScheduleArn = value },
        "The schedule that invoked this run: `<aws.scheduler.schedule-arn>`. Needs `scheduledTime`.");

    /// <summary>The time that the run was scheduled for.</summary>
    public static Setting ScheduledTime { get; } = new Setting<DateTimeOffset?>(
        "scheduledTime", new ScheduledTimeType(), Reaches.Anything<DateTimeOffset?>(),
        run => run.ScheduledTime, (run, value) => run with { ScheduledTime = value },
        "The time that this run was scheduled for: `<aws.scheduler.scheduled-time>`. "
        + "Ages are counted from it, so that a retry selects the same snapshots.")
    { PayloadOnly = true };

    /// <summary>All settings, in the order of the table in docs/settings.md.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        RetentionSettings.MaxAgeDays,
        DryRun,
        Regions,
        ExcludeRegions,
        .. RetentionSettings.All.Except([RetentionSettings.MaxAgeDays]),
        Policies,
        OnlyPolicies,
        new Setting<IReadOnlyList<string>>("approvedSnapshotIds", new SnapshotIdListType(), Reaches.Anything<IReadOnlyList<string>>(),
            run => run.Safeguards.ApprovedSnapshotIds?.Order(StringComparer.Ordinal).ToArray(),
            (run, ids) => run with { Safeguards = run.Safeguards with { ApprovedSnapshotIds = Set(ids) } },
            "Of what would be deleted, only these snapshots are."),
        ApprovedRun,
        Of("maxDeletions", new IntegerType(0, 100_000), Reaches.Lower<int>(),
            safeguards => safeguards.MaxDeletions, (safeguards, count) => safeguards with { MaxDeletions = count },
            "The most snapshots that one run may delete in each region of each account, oldest first."),
        Of("maxDeletePercent", new IntegerType(1, 100), Reaches.Lower<int>(),
            safeguards => safeguards.MaxDeletePercent, (safeguards, percent) => safeguards with { MaxDeletePercent = percent },
            "A region is refused whole if more than this share of its snapshots in scope, and more than 10, would be deleted."),
        Of("graceDays", new IntegerType(0, 90), Reaches.Higher<int>(),
            safeguards => safeguards.GraceDays, (safeguards, days) => safeguards with { GraceDays = days },
            "Over 0: a candidate is first tagged with a date this many days ahead, and deleted by a later run once that date has passed."),
        Of("recycleBin", new ChoiceType<RecycleBin>(), Reaches.Stricter<RecycleBin>(StrictnessOf),
            safeguards => safeguards.RecycleBin, (safeguards, choice) => safeguards with { RecycleBin = choice },
            "`use` tags snapshots just before they are deleted, for a Recycle Bin rule on that tag; `require` also stops a region "
            + "where its first deletion, or one of every hundred after it, is not found in the Recycle Bin."),
        new Setting<IReadOnlyList<string>>("skipGuards", new GuardListType(), Reaches.NoOther,
            run => [.. run.Safeguards.SkipGuards.Order(StringComparer.Ordinal)],
            (run, names) => run with { Safeguards = run.Safeguards with { SkipGuards = Set(names) } },
            "Guards that are not evaluated; `guard:key` leaves out one tag key of a guard, as in `awsServices:InspectorScan`."),
        Of("launchTemplateVersions", new ChoiceType<LaunchTemplateVersions>(), Reaches.Stricter<LaunchTemplateVersions>(StrictnessOf),
            safeguards => safeguards.LaunchTemplateVersions,
            (safeguards, choice) => safeguards with { LaunchTemplateVersions = choice },
            "The versions of launch templates whose snapshots are kept: `all`, or `latestAndDefault`, the latest and the default one."),
        new Setting<string>(
            "expectedAccountId",
            new TextType(12, "a text of 12 digits", AccountListType.IsAccountId) { Pattern = AccountListType.Pattern },
            Reaches.WhereNone,
            run => run.ExpectedAccountId, (run, value) => run with { ExpectedAccountId = value },
            "The account that the function must run in."),
        Accounts,
        new Setting<double>("deleteRatePerSecond", new NumberType(0.1, 1000), Reaches.Lower<double>(),
            run => run.DeleteRatePerSecond, (run, value) => run with { DeleteRatePerSecond = value },
            "Deletions a second in each region of each account. EC2 allows 5, shared with everyone."),
        new Setting<int>("deleteBurst", new IntegerType(1, 10_000), Reaches.Lower<int>(),
            run => run.DeleteBurst, (run, value) => run with { DeleteBurst = value },
            "Deletions that may go at once there. EC2 allows 100, shared with everyone."),
        new Setting<int>("deadlineMarginSeconds", new IntegerType(5, 300), Reaches.Higher<int>(),
            run => run.DeadlineMarginSeconds, (run, value) => run with { DeadlineMarginSeconds = value },
            "No call begins once fewer seconds than this are left of the function's time."),
        new Setting<Prices>("pricePerGiBMonth", new PriceType(), Reaches.Anything<Prices>(),
            run => run.Prices.AreNone ? null : run.Prices, (run, prices) => run with { Prices = prices },
            "The price of a GiB of snapshots for a month in US dollars, in every region or by region: then results and reports say how much "
            + "less a month costs at most.")
        { EnvironmentName = Setting.EnvironmentPrefix + "PRICE_PER_GIB_MONTH", IsPartOfRunIdentity = false },
        new Setting<bool>("verbose", new BooleanType(), Reaches.Anything<bool>(),
            run => run.Verbose, (run, value) => run with { Verbose = value },
            "`true`: log at debug level, with a line for each kept snapshot."),
        ScheduleArn,
        ScheduledTime,
        Context("executionId", 200, run => run.ExecutionId, (run, value) => run with { ExecutionId = value },
            "One attempt's id: `<aws.scheduler.execution-id>`.", tellsRunsApart: false),
        Context("attempt", 200, run => run.Attempt, (run, value) => run with { Attempt = value },
            "The number of this attempt: `<aws.scheduler.attempt-number>`.", tellsRunsApart: false),
        Context("idempotencyKey", 200, run => run.IdempotencyKey, (run, value) => run with { IdempotencyKey = value },
            "The key of a manual run: a second run with the same key gets the first one's result."),
    ];

    /// <summary>The names that a payload or file may use, in the same order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(setting => setting.Name)];

    /// <summary>Each setting by its name in the payload.</summary>
    public static FrozenDictionary<string, Setting> ByName { get; } =
        All.ToFrozenDictionary(setting => setting.Name, StringComparer.Ordinal);

    /// <summary>Each setting by its name in the environment.</summary>
    public static FrozenDictionary<string, Setting> ByEnvironmentName { get; } =
        All.ToFrozenDictionary(setting => setting.EnvironmentName, StringComparer.Ordinal);

    private static Setting<T> Of<T>(
        string name, SettingType<T> type, Reach<T> reach, Func<Safeguards, T> get, Func<Safeguards, T, Safeguards> set, string meaning) =>
        new(name, type, reach, run => get(run.Safeguards), (run, value) => run with { Safeguards = set(run.Safeguards, value) }, meaning);

    private static Setting<string> Context(
        string name,
        int longest,
        Func<RunSettings, string?> get,
        Func<RunSettings, string, RunSettings> set,
        string meaning,
        bool tellsRunsApart = true) =>
        new(name, new TextType(longest), Reaches.Anything<string>(), get, set, meaning)
        {
            PayloadOnly = true,
            IsPartOfRunIdentity = tellsRunsApart,
        };

    private static int StrictnessOf(LaunchTemplateVersions choice) => choice switch
    {
        LaunchTemplateVersions.LatestAndDefault => 0,
        LaunchTemplateVersions.All => 1,
    };

    private static int StrictnessOf(RecycleBin choice) => choice switch
    {
        RecycleBin.Off => 0,
        RecycleBin.Use => 1,
        RecycleBin.Require => 2,
    };

    private const string RunIdPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}-[A-Za-z0-9_-]+$";

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}-[A-Za-z0-9_-]+\z")]
    private static partial Regex RunIdForm();

    private static FrozenSet<string> Set(IReadOnlyList<string> texts) => texts.ToFrozenSet(StringComparer.Ordinal);
}
