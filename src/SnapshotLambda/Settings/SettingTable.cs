using System.Collections.Frozen;
using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>
/// The table of all settings: the reading of the layers, the values in effect and docs/settings.md follow from it. A new setting is an
/// entry here and the property that it fills. Each entry limits the payload's values while the function is locked.
/// </summary>
internal static class SettingTable
{
    /// <summary>The age from which a snapshot is a candidate.</summary>
    public static Setting MaxAgeDays { get; } = Of("maxAgeDays", new IntegerType(1, 3650), Reaches.Higher<int>(),
        retention => retention.MaxAgeDays, (retention, days) => retention with { MaxAgeDays = days },
        "A snapshot older than this many days, by its start time, is a candidate.");

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
        MaxAgeDays,
        DryRun,
        Regions,
        ExcludeRegions,
        Of("keepLatestPerVolume", new IntegerType(0, 1000), Reaches.Higher<int>(),
            retention => retention.KeepLatestPerVolume, (retention, count) => retention with { KeepLatestPerVolume = count },
            "The number of each volume's newest snapshots that are kept whatever their age."),
        Of("deletedVolumes", new ChoiceType<DeletedVolumes>(), Reaches.Stricter<DeletedVolumes>(StrictnessOf),
            retention => retention.DeletedVolumes, (retention, choice) => retention with { DeletedVolumes = choice },
            "Volumes that no longer exist: `keepLatest` keeps their newest snapshots as well, `ageOnly` lets age alone decide."),
        Of("copies", new ChoiceType<Copies>(), Reaches.Stricter<Copies>(StrictnessOf),
            retention => retention.Copies, (retention, choice) => retention with { Copies = choice },
            "Copied snapshots, whose volume is unknown: `keep` keeps them, `ageOnly` lets age alone decide."),
        Of("includeTags", new TagFilterType(excludes: false), Reaches.SmallerScope,
            retention => retention.IncludeTags, (retention, filter) => retention with { IncludeTags = filter },
            "The scope: only snapshots that have every one of these tags. Keys compare with case, and have no `*` or `?`."),
        Of("excludeTags", new TagFilterType(excludes: true), Reaches.WiderExclusion,
            retention => retention.ExcludeTags, (retention, filter) => retention with { ExcludeTags = filter },
            "A snapshot that has any of these tags is kept. Keys compare without case, and may have `*` and `?`. "
            + "`DoNotDelete: [\"*\"]` always holds in addition, in every spelling such as `do-not-delete` or `Do_Not_Delete`, "
            + "unless lifted with `[]`."),
        new Setting<IReadOnlyList<string>>("approvedSnapshotIds", new SnapshotIdListType(), Reaches.Anything<IReadOnlyList<string>>(),
            run => run.Safeguards.ApprovedSnapshotIds?.Order(StringComparer.Ordinal).ToArray(),
            (run, ids) => run with { Safeguards = run.Safeguards with { ApprovedSnapshotIds = Set(ids) } },
            "Of what would be deleted, only these snapshots are. Lifts `maxDeletePercent`."),
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
        string name, SettingType<T> type, Reach<T> reach, Func<Retention, T> get, Func<Retention, T, Retention> set, string meaning) =>
        new(name, type, reach, run => get(run.Retention), (run, value) => run with { Retention = set(run.Retention, value) }, meaning);

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

    private static int StrictnessOf(DeletedVolumes choice) => choice switch
    {
        DeletedVolumes.AgeOnly => 0,
        DeletedVolumes.KeepLatest => 1,
    };

    private static int StrictnessOf(Copies choice) => choice switch
    {
        Copies.AgeOnly => 0,
        Copies.ByTag => 1,
        Copies.Keep => 2,
    };

    private static int StrictnessOf(RecycleBin choice) => choice switch
    {
        RecycleBin.Off => 0,
        RecycleBin.Use => 1,
        RecycleBin.Require => 2,
    };

    private static FrozenSet<string> Set(IReadOnlyList<string> texts) => texts.ToFrozenSet(StringComparer.Ordinal);
}
