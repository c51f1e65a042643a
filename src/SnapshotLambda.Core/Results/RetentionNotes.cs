using SnapshotLambda.Core.Guards;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Results;

/// <summary>Makes the notes about retention: what could go by another setting, and what a setting does not do.</summary>
internal static class RetentionNotes
{
    /// <summary>The notes of a run, in the order of <see cref="NoteCode.All"/>; null for each that it does not have.</summary>
    public static IEnumerable<Note?> Of(IReadOnlyList<RegionResult> planned, bool dryRun, IReadOnlyList<Retention> retentions) =>
    [
        UnreadableDates(planned), InErrorState(planned), LeftoversKept(planned, dryRun), LeftoversNotTagged(planned),
        ApprovalSplitsSets(planned), PeriodsWithoutEffect(retentions), ForeignOwners(planned, dryRun),
    ];

    private static Note? UnreadableDates(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Sum(region => region.Kept.GetValueOrDefault(Reason.KeepUntilUnreadable.Name));
        return count == 0 ? null : NoteCode.UnreadableDates.Of(
            count, $"{Notes.Number(count, "snapshot")} cannot go for a tag of keepUntilTags that is no date, as in 2026-12-31. "
                + "Correct the tags, or take their keys out of keepUntilTags.");
    }

    private static Note? InErrorState(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Sum(region => region.Facts.InErrorState);
        return count == 0 ? null : NoteCode.InErrorState.Of(
            count, $"{Notes.Number(count, "snapshot")} failed to be created: nothing to restore. errorState: ageOnly lets old ones go.");
    }

    private static Note? LeftoversKept(IReadOnlyList<RegionResult> planned, bool dryRun)
    {
        var count = planned.Sum(region => region.Facts.LeftoversKept);
        return count == 0 || !dryRun ? null : NoteCode.LeftoversKept.Of(
            count, $"Deregistered AMIs left {Notes.Number(count, "snapshot")} behind, which a floor or being a copy keeps. "
                + $"deregisteredImages: ageOnly lets them go, at the earliest {Leftovers.LeastDays} days after a run first found them.");
    }

    private static Note? LeftoversNotTagged(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Sum(region => region.Facts.LeftoversNotTagged);
        return count == 0 ? null : NoteCode.LeftoversNotTagged.Of(
            count, $"The tag snapshot-lambda:leftover-since could not be changed on {Notes.Number(count, "snapshot")}, "
                + "so what deregistered AMIs left behind is kept. Grant ec2:CreateTags and ec2:DeleteTags for that key.");
    }

    private static Note? ApprovalSplitsSets(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Sum(region => region.Facts.SplitSets);
        return count == 0 ? null : NoteCode.ApprovalSplitsSets.Of(
            count, $"approvedSnapshotIds names a part of {Notes.Number(count, "set")} taken at one instant: "
                + "what is left of such a set may not be enough to restore from. Approve all of it, or none.");
    }

    private static Note? PeriodsWithoutEffect(IReadOnlyList<Retention> retentions)
    {
        var settings = retentions.SelectMany(Useless).ToList();
        return settings.Count == 0 ? null : NoteCode.PeriodsWithoutEffect.Of(
            settings.Count, $"{Notes.Names(settings)} reaches no further back than maxAgeDays: "
                + "it keeps nothing more where every such period has a snapshot. Raise it, or lower maxAgeDays.");
    }

    private static IEnumerable<string> Useless(Retention retention)
    {
        (string Name, int Count, int Days)[] periods =
        [
            ("keepDaily", retention.KeepDaily, 1), ("keepWeekly", retention.KeepWeekly, 7),
            ("keepMonthly", retention.KeepMonthly, 31), ("keepYearly", retention.KeepYearly, 366),
        ];
        return periods.Where(period => period.Count > 0 && (long)period.Count * period.Days <= retention.MaxAgeDays)
            .Select(period => FormattableString.Invariant(
                $"{period.Name} {period.Count}{(retention.Name is { } name ? $" of the policy {name}" : "")}"));
    }

    private static Note? ForeignOwners(IReadOnlyList<RegionResult> planned, bool dryRun)
    {
        var signs = planned.SelectMany(region => region.Facts.ForeignSigns)
            .GroupBy(sign => sign.Key, sign => sign.Value, StringComparer.Ordinal)
            .Select(sign => (Sign: sign.Key, Count: sign.Sum()))
            .OrderByDescending(sign => sign.Count).ThenBy(sign => sign.Sign, StringComparer.Ordinal)
            .ToList();
        return signs.Count == 0 || !dryRun ? null : NoteCode.ForeignOwners.Of(
            signs.Max(sign => sign.Count),
            "Signs of other owners: "
                + $"{Notes.Names([.. signs.Select(sign => FormattableString.Invariant($"\"{sign.Sign}\" on {sign.Count:N0}"))])}. "
                + "If so, name the tags in excludeTags.");
    }
}
