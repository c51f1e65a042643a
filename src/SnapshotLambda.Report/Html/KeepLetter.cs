using SnapshotLambda.Core.Guards;
using SnapshotLambda.Report.Model;

namespace SnapshotLambda.Report.Html;

/// <summary>A letter that stands above a kept snapshot in a picture, and says why it is kept.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Reasons">The reasons that it stands for.</param>
internal sealed record KeepLetter(string Letter, string Meaning, IReadOnlyList<Reason> Reasons)
{
    /// <summary>All letters, those that matter most first: where there is no room for all, these stand.</summary>
    public static IReadOnlyList<KeepLetter> All { get; } =
    [
        new("Y", "newest of a year", [Reason.KeptYearly]),
        new("M", "newest of a month", [Reason.KeptMonthly]),
        new("W", "newest of a week", [Reason.KeptWeekly]),
        new("A", "used by an AMI or a launch template", [Reason.UsedByImage, Reason.UsedByBinnedImage, Reason.UsedByLaunchTemplate]),
        new("N", "newest of its volume", [Reason.NewestOfVolume, Reason.NewestOfDeletedVolume]),
        new(
            "T",
            "kept by a tag or a date",
            [Reason.TagExcluded, Reason.TagNotIncluded, Reason.NoPolicy, Reason.KeepUntil, Reason.KeepUntilUnreadable]),
        new("L", "locked, shared or enabled for fast restore", [Reason.Locked, Reason.SharedWithOthers, Reason.FastRestoreEnabled]),
        new("S", "part of a set that stays", [Reason.PartOfSet]),
        new("G", "in its days of grace, or not approved", [Reason.InGracePeriod, Reason.MarkUnreadable, Reason.NotApproved]),
        new("D", "newest of a day", [Reason.KeptDaily]),
    ];

    private static readonly Dictionary<string, KeepLetter> ByReason = All
        .SelectMany(letter => letter.Reasons.Select(reason => (reason.Name, Letter: letter)))
        .ToDictionary(entry => entry.Name, entry => entry.Letter, StringComparer.Ordinal);

    /// <summary>The letter of a kept row; null where none is needed, as for what is too young.</summary>
    public static KeepLetter? Of(ReportRow row) =>
        Named(row.Snapshot.Periods.Count > 0 ? row.Snapshot.Periods[0] : null) ?? Named(row.Snapshot.Reason);

    private static KeepLetter? Named(string? reason) =>
        reason is null ? null : ByReason.GetValueOrDefault(reason);
}
