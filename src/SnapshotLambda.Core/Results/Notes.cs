using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Rules;

namespace SnapshotLambda.Core.Results;

/// <summary>Makes the notes of a run from the facts of its regions, each note once. Pure.</summary>
internal static class Notes
{
    /// <summary>How many keys or regions a text names; of more it says how many.</summary>
    public const int MostNames = 10;

    /// <summary>The notes of a run, in the order of <see cref="NoteCode.All"/>.</summary>
    /// <param name="regions">The results of the regions.</param>
    /// <param name="dryRun">Whether nothing was to be changed.</param>
    /// <param name="retentions">The retentions of the run.</param>
    /// <param name="outsidePlans">The number of approved ids that no approved plan had to be deleted.</param>
    public static IReadOnlyList<Note> Of(
        IReadOnlyList<RegionResult> regions, bool dryRun, IReadOnlyList<Retention> retentions, int outsidePlans = 0)
    {
        // What was not planned deletes nothing: there is nothing to be known of it but what its status says.
        var planned = regions.Where(region => region.PlanDigest is not null).ToList();
        Note?[] notes =
        [
            ExcludesNothing(planned), GuardsSkipped(planned), NoFence(planned), FenceWithoutAge(planned), RegionsDenied(regions),
            SharingDenied(planned, dryRun), BinnedVolumesDenied(planned), OlderVersionsDenied(planned),
            .. RetentionNotes.Of(planned, dryRun, retentions),
            .. ApprovalNotes.Of(planned, outsidePlans),
            .. UndoNotes.Of(planned, dryRun),
        ];
        return [.. notes.OfType<Note>()];
    }

    private static Note? ExcludesNothing(IReadOnlyList<RegionResult> planned)
    {
        var snapshots = planned.Sum(region => region.Facts.Snapshots);
        if (snapshots == 0) return null;

        // A region without snapshots has nothing to match, and lists every key.
        var unused = planned.Select(region => region.Facts.UnusedExclusions).Aggregate(
            (some, others) => [.. some.Intersect(others, StringComparer.Ordinal)]);
        return unused.Count == 0 ? null : NoteCode.ExcludesNothing.Of(
            snapshots,
            $"excludeTags keeps nothing by {Names([.. unused.Select(key => $"\"{key}\"")])}: "
                + $"none of {Number(snapshots, "snapshot")} looked at has such a tag. Check how the key and its values are spelt.");
    }

    private static Note? GuardsSkipped(IReadOnlyList<RegionResult> planned)
    {
        var skipping = planned.Where(region => region.SkippedGuards.Count > 0).ToList();
        return skipping.Count == 0 ? null : NoteCode.GuardsSkipped.Of(
            skipping.Count,
            $"skipGuards leaves out {string.Join(", ", skipping[0].SkippedGuards)} in {Number(skipping.Count, "region")}: "
                + "nothing is kept for what they would see.");
    }

    private static Note? NoFence(IReadOnlyList<RegionResult> planned)
    {
        var open = planned.Where(region => region.Facts.FenceGap is FenceGap.Role or FenceGap.All).ToList();
        if (open.Count == 0) return null;
        var cause = open.TrueForAll(region => region.Facts.FenceGap is FenceGap.All)
            ? "SNAPSHOT_LAMBDA_FENCE is off"
            : "SNAPSHOT_LAMBDA_DELETE_ROLE_ARN names no role to delete through";
        return NoteCode.NoFence.Of(open.Count, $"There is no fence in {Number(open.Count, "region")}, since {cause}: "
            + "nothing but the rules keeps what must stay, unless the credentials' own policy does.");
    }

    private static Note? FenceWithoutAge(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Count(region => region.Facts.FenceGap is FenceGap.Cutoff);
        return count == 0 ? null : NoteCode.FenceWithoutAge.Of(
            count, $"The fence of {Number(count, "region")} does not say the cutoff, since SNAPSHOT_LAMBDA_FENCE is tagsOnly: "
                + "AWS itself refuses nothing for its age.");
    }

    /// <summary>Where all of an account is denied, that is the run's status.</summary>
    private static Note? RegionsDenied(IReadOnlyList<RegionResult> regions)
    {
        var denied = regions.GroupBy(region => region.Account, StringComparer.Ordinal)
            .Where(account => account.Any(region => region.Status is not RegionStatus.NotAllowed))
            .SelectMany(account => account.Where(region => region.Status is RegionStatus.NotAllowed))
            .ToList();
        return denied.Count == 0 ? null : NoteCode.RegionsDenied.Of(
            denied.Count,
            $"A policy denies ec2:DescribeSnapshots in {Number(denied.Count, "region")}, "
                + $"{Names([.. denied.Select(region => PlaceName.Of(region, regions))])}: "
                + "all snapshots there are kept. Grant it, or name them in excludeRegions.");
    }

    /// <summary>A real run tells each of these by its id, and by its status.</summary>
    private static Note? SharingDenied(IReadOnlyList<RegionResult> planned, bool dryRun)
    {
        var count = planned.Sum(region => region.Facts.SharingDenied);
        return count == 0 || !dryRun ? null : NoteCode.SharingDenied.Of(
            count, $"A policy denies ec2:DescribeSnapshotAttribute for {Number(count, "snapshot")} among what would be deleted: "
                + "a real run keeps what may be shared, and reports it as failed. Grant it.");
    }

    private static Note? BinnedVolumesDenied(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Count(region => region.Facts.BinnedVolumesDenied);
        return count == 0 ? null : NoteCode.BinnedVolumesDenied.Of(
            count, $"A policy denies ec2:ListVolumesInRecycleBin in {Number(count, "region")}: any volume may be in the Recycle Bin there, "
                + "so the newest of each volume stay, as if it existed. Grant it.");
    }

    private static Note? OlderVersionsDenied(IReadOnlyList<RegionResult> planned)
    {
        var count = planned.Count(region => region.Facts.OlderVersionsDenied);
        return count == 0 ? null : NoteCode.OlderVersionsDenied.Of(
            count, $"A policy denies the older versions of launch templates in {Number(count, "region")}: only what the latest and the "
                + "default version name is kept for them. Grant ec2:DescribeLaunchTemplates and ec2:DescribeLaunchTemplateVersions, "
                + "or set launchTemplateVersions to latestAndDefault.");
    }

    internal static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames))
        + (names.Count > MostNames ? FormattableString.Invariant($" and {names.Count - MostNames:N0} more") : "");

    internal static string Number(int count, string noun) => FormattableString.Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
