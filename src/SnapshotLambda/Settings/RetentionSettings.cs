using SnapshotLambda.Core.Rules;
using SnapshotLambda.Core.Snapshots;
using SnapshotLambda.Settings.Types;

namespace SnapshotLambda.Settings;

/// <summary>The part of <see cref="SettingTable"/> that says how long snapshots are kept: what fills <see cref="Retention"/>.</summary>
internal static class RetentionSettings
{
    /// <summary>The age from which a snapshot is a candidate.</summary>
    public static Setting MaxAgeDays { get; } = Of("maxAgeDays", new IntegerType(1, 3650), Reaches.Higher<int>(),
        retention => retention.MaxAgeDays, (retention, days) => retention with { MaxAgeDays = days },
        "A snapshot older than this many days, by its start time, is a candidate.");

    /// <summary>The treatment of copies.</summary>
    public static Setting Copies { get; } = Of("copies", new ChoiceType<Copies>(), Reaches.Stricter<Copies>(StrictnessOf),
        retention => retention.Copies, (retention, choice) => retention with { Copies = choice },
        "Copied snapshots, whose volume is unknown: `keep` keeps them; `byTag` takes the value of their tag `lineageTag` for the volume, "
        + "and keeps those without it; `ageOnly` lets age alone decide.");

    /// <summary>The tag that stands for the volume of a copy.</summary>
    public static Setting LineageTag { get; } = Of<string>("lineageTag", TagKeyListType.Item, Reaches.NoOtherText,
        retention => retention.LineageTag, (retention, key) => retention with { LineageTag = key },
        "The tag key whose value stands for the volume of a copy, where `copies` is `byTag`.");

    /// <summary>What a policy may set for itself, in the order of the table in docs/settings.md.</summary>
    public static IReadOnlyList<Setting> OfPolicies { get; } =
    [
        MaxAgeDays,
        Of("keepLatestPerVolume", new IntegerType(0, 1000), Reaches.Higher<int>(),
            retention => retention.KeepLatestPerVolume, (retention, count) => retention with { KeepLatestPerVolume = count },
            "The number of each volume's newest snapshots that are kept whatever their age."),
        Of("keepDaily", new IntegerType(0, 3650), Reaches.Higher<int>(),
            retention => retention.KeepDaily, (retention, count) => retention with { KeepDaily = count },
            "Of each volume, the newest snapshot of each of the last so many days is kept. Days without a snapshot do not count. "
            + "Days are UTC."),
        Of("keepWeekly", new IntegerType(0, 520), Reaches.Higher<int>(),
            retention => retention.KeepWeekly, (retention, count) => retention with { KeepWeekly = count },
            "Of each volume, the newest snapshot of each of the last so many weeks is kept, as with `keepDaily`. Weeks are ISO 8601's, "
            + "from Monday on."),
        Of("keepMonthly", new IntegerType(0, 240), Reaches.Higher<int>(),
            retention => retention.KeepMonthly, (retention, count) => retention with { KeepMonthly = count },
            "Of each volume, the newest snapshot of each of the last so many months is kept, as with `keepDaily`."),
        Of("keepYearly", new IntegerType(0, 100), Reaches.Higher<int>(),
            retention => retention.KeepYearly, (retention, count) => retention with { KeepYearly = count },
            "Of each volume, the newest snapshot of each of the last so many years is kept, as with `keepDaily`."),
        Of("deletedVolumes", new ChoiceType<DeletedVolumes>(), Reaches.Stricter<DeletedVolumes>(StrictnessOf),
            retention => retention.DeletedVolumes, (retention, choice) => retention with { DeletedVolumes = choice },
            "Volumes that no longer exist: `keepLatest` keeps their newest snapshots as well, `ageOnly` lets age alone decide. "
            + "Days, weeks, months and years hold for them either way."),
        Copies,
        Of("archived", new ChoiceType<ArchivedSnapshots>(), Reaches.Stricter<ArchivedSnapshots>(StrictnessOf),
            retention => retention.Archived, (retention, choice) => retention with { Archived = choice },
            "Archived snapshots: `keep` keeps them, `after90Days` lets them go once the 90 days are over that AWS charges in any case."),
        Of("deregisteredImages", new ChoiceType<DeregisteredImages>(), Reaches.Stricter<DeregisteredImages>(StrictnessOf),
            retention => retention.DeregisteredImages, (retention, choice) => retention with { DeregisteredImages = choice },
            "What deregistered AMIs left behind: `keep` treats it like any other snapshot; with `ageOnly` floors, periods and `copies` do "
            + "not hold it, once it has been found so for 14 days."),
    ];

    /// <summary>All of them, in the same order.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        .. OfPolicies,
        LineageTag,
        Of("errorState", new ChoiceType<FailedSnapshots>(), Reaches.Stricter<FailedSnapshots>(StrictnessOf),
            retention => retention.ErrorState, (retention, choice) => retention with { ErrorState = choice },
            "Snapshots whose creation failed: `keep` keeps them, `ageOnly` lets age alone decide."),
        Of<IReadOnlyList<string>>("keepUntilTags", new TagKeyListType(), Reaches.MoreDates,
            retention => [.. retention.KeepUntilTags.Keys.Order(StringComparer.Ordinal)],
            (retention, keys) => retention with { KeepUntilTags = new DateTags(keys) },
            "Tag keys whose value is a date: the snapshot is kept until the end of that UTC day, and also where the value is no date. Keys "
            + $"compare without case, spaces, `-` and `_`. `{OwnTags.KeepUntil}` always counts."),
        Of("includeTags", new TagFilterType(excludes: false), Reaches.SmallerScope,
            retention => retention.IncludeTags, (retention, filter) => retention with { IncludeTags = filter },
            "The scope: only snapshots that have every one of these tags. Keys compare with case, and have no `*` or `?`."),
        Of("excludeTags", new TagFilterType(excludes: true), Reaches.WiderExclusion,
            retention => retention.ExcludeTags, (retention, filter) => retention with { ExcludeTags = filter },
            "A snapshot that has any of these tags is kept. Keys compare without case, and may have `*` and `?`. "
            + "`DoNotDelete: [\"*\"]` always holds in addition, in every spelling such as `do-not-delete` or `Do_Not_Delete`, "
            + "unless lifted with `[]`."),
    ];

    /// <summary>A setting that fills the retention.</summary>
    public static Setting<T> Of<T>(
        string name, SettingType<T> type, Reach<T> reach, Func<Retention, T?> get, Func<Retention, T, Retention> set, string meaning) =>
        new(name, type, reach, run => get(run.Retention), (run, value) => run with { Retention = set(run.Retention, value) }, meaning);

    private static int StrictnessOf(DeletedVolumes choice) => choice switch
    {
        DeletedVolumes.AgeOnly => 0,
        DeletedVolumes.KeepLatest => 1,
    };

    private static int StrictnessOf(Copies choice) => choice switch
    {
        Core.Rules.Copies.AgeOnly => 0,
        Core.Rules.Copies.ByTag => 1,
        Core.Rules.Copies.Keep => 2,
    };

    private static int StrictnessOf(ArchivedSnapshots choice) => choice switch
    {
        ArchivedSnapshots.After90Days => 0,
        ArchivedSnapshots.Keep => 1,
    };

    private static int StrictnessOf(DeregisteredImages choice) => choice switch
    {
        DeregisteredImages.AgeOnly => 0,
        DeregisteredImages.Keep => 1,
    };

    private static int StrictnessOf(FailedSnapshots choice) => choice switch
    {
        FailedSnapshots.AgeOnly => 0,
        FailedSnapshots.Keep => 1,
    };
}
