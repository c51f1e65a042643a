namespace SnapshotLambda.Core.Results;

/// <summary>The kinds of <see cref="Note"/>. There are no others.</summary>
internal sealed record NoteCode
{
    private NoteCode(string name, string counted, string meaning) => (Name, Counted, Meaning) = (name, counted, meaning);

    /// <summary>The note's code.</summary>
    public string Name { get; }

    /// <summary>The things that the note counts.</summary>
    public string Counted { get; }

    /// <summary>When a run has such a note, for people.</summary>
    public string Meaning { get; }

    /// <summary>A key of <c>excludeTags</c> that keeps nothing.</summary>
    public static NoteCode ExcludesNothing { get; } = new(
        nameof(ExcludesNothing), "snapshots that were looked at",
        "A key of `excludeTags` has a value for none of them, so it protects nothing: perhaps it is misspelt. "
            + "`DoNotDelete` is not told of.");

    /// <summary>Guards that are not asked.</summary>
    public static NoteCode GuardsSkipped { get; } =
        new(nameof(GuardsSkipped), "regions", "`skipGuards` leaves guards out there, so nothing is kept for what they would see.");

    /// <summary>Nothing but the project's own code keeps what must stay.</summary>
    public static NoteCode NoFence { get; } = new(
        nameof(NoFence), "regions", "There is no fence there: no role to delete through is named, or `SNAPSHOT_LAMBDA_FENCE` is `off`.");

    /// <summary>AWS is told of tags alone.</summary>
    public static NoteCode FenceWithoutAge { get; } = new(
        nameof(FenceWithoutAge), "regions", "The fence there does not say the cutoff, since `SNAPSHOT_LAMBDA_FENCE` is `tagsOnly`: "
            + "AWS refuses nothing for its age.");

    /// <summary>Regions that may not be read.</summary>
    public static NoteCode RegionsDenied { get; } = new(
        nameof(RegionsDenied), "regions", "A policy denies `ec2:DescribeSnapshots` in them, though not in all of their account: "
            + "all of their snapshots are kept.");

    /// <summary>Candidates of which may not be read with whom they are shared.</summary>
    public static NoteCode SharingDenied { get; } = new(
        nameof(SharingDenied), "snapshots",
        "A dry run counts them among what would be deleted, but a policy denies `ec2:DescribeSnapshotAttribute` for them: "
            + "a real run keeps them, as failed.");

    /// <summary>Volumes in the Recycle Bin that may not be listed.</summary>
    public static NoteCode BinnedVolumesDenied { get; } = new(
        nameof(BinnedVolumesDenied), "regions", "A policy denies `ec2:ListVolumesInRecycleBin` there, and any volume may be in the Recycle "
            + "Bin: all count as existing, so `ageOnly` lifts no floor.");

    /// <summary>Older versions of launch templates that may not be read.</summary>
    public static NoteCode OlderVersionsDenied { get; } = new(
        nameof(OlderVersionsDenied), "regions", "A policy denies `ec2:DescribeLaunchTemplates` there, or all versions of a template: "
            + "only what the latest and the default version name is kept for them.");

    /// <summary>Dates that cannot be read.</summary>
    public static NoteCode UnreadableDates { get; } = new(
        nameof(UnreadableDates), "snapshots", "A tag of `keepUntilTags` on them is no date, as in 2026-12-31, so they are kept.");

    /// <summary>Failed snapshots.</summary>
    public static NoteCode InErrorState { get; } = new(
        nameof(InErrorState),
        "snapshots",
        "Their creation failed, so nothing can be restored of them; `errorState: ageOnly` lets them go.");

    /// <summary>Leftovers of deregistered AMIs.</summary>
    public static NoteCode LeftoversKept { get; } = new(
        nameof(LeftoversKept), "snapshots",
        "In a dry run: deregistered AMIs left them behind, and a floor or their being copies keeps them; "
            + "`deregisteredImages: ageOnly` lets them go.");

    /// <summary>Leftovers that could not be tagged.</summary>
    public static NoteCode LeftoversNotTagged { get; } = new(
        nameof(LeftoversNotTagged), "snapshots",
        "The tag `snapshot-lambda:leftover-since` could not be set on these leftovers of AMIs, or not be removed, so they are kept.");

    /// <summary>An approval of a part of a set.</summary>
    public static NoteCode ApprovalSplitsSets { get; } = new(
        nameof(ApprovalSplitsSets), "sets",
        "`approvedSnapshotIds` names some snapshots of a set that was taken at one instant, and not all.");

    /// <summary>What is otherwise than in an approved plan.</summary>
    public static NoteCode ApprovalChanged { get; } = new(
        nameof(ApprovalChanged), "snapshots",
        "With `approvedRun`: approved ones that are gone or kept now, and ones that would go tonight and that the approved plan did not have. "
            + "The log names each (`approval_changed`).");

    /// <summary>Approved ids that no plan had.</summary>
    public static NoteCode ApprovalOutsidePlans { get; } = new(
        nameof(ApprovalOutsidePlans), "ids",
        "With `approvedRun`: approved ids that none of that run's plans that could be read had to be deleted. None of them was.");

    /// <summary>Deletions that cannot be taken back.</summary>
    public static NoteCode NoUndo { get; } = new(
        nameof(NoUndo), "snapshots", "What was deleted, or would be, cannot be taken back: `recycleBin` is `off`, or no Recycle Bin rule matches "
            + "it. The text says where, and where the bin could not be read.");

    /// <summary>Deletions that can be taken back.</summary>
    public static NoteCode Undo { get; } = new(
        nameof(Undo), "snapshots", "What was deleted can be taken back; the text says until when. In a dry run it could be, where a Recycle Bin "
            + "rule for the tag `snapshot-lambda:retired` stands.");

    /// <summary>Regions where the run's tag may not be set.</summary>
    public static NoteCode RunTagDenied { get; } = new(
        nameof(RunTagDenied), "regions", "A policy denies the tag `snapshot-lambda:run` there, as the member role of an older version does, so "
            + "the Restore function may take nothing of it back.");

    /// <summary>Counts of periods without an effect.</summary>
    public static NoteCode PeriodsWithoutEffect { get; } = new(
        nameof(PeriodsWithoutEffect), "settings",
        "The count's last periods lie within `maxAgeDays`, so it keeps nothing more where each period has a snapshot.");

    /// <summary>Signs of other owners.</summary>
    public static NoteCode ForeignOwners { get; } = new(
        nameof(ForeignOwners), "candidates",
        "In a dry run: tags on them look as if somebody else deletes or needs them. Exclude them with `excludeTags`, if so.");

    /// <summary>Files of the report.</summary>
    public static NoteCode ReportsNotWritten { get; } = new(
        nameof(ReportsNotWritten), "files", "Files of the run's report could not be written, and nothing else depends on them: the text says "
            + "the first error. The log has what they would say.");

    /// <summary>Every code there is, in the order of a result's notes.</summary>
    public static IReadOnlyList<NoteCode> All { get; } =
    [
        ExcludesNothing, GuardsSkipped, NoFence, FenceWithoutAge, RegionsDenied, SharingDenied, BinnedVolumesDenied, OlderVersionsDenied,
        UnreadableDates, InErrorState, LeftoversKept, LeftoversNotTagged, ApprovalSplitsSets, PeriodsWithoutEffect, ForeignOwners,
        ApprovalChanged, ApprovalOutsidePlans, NoUndo, Undo, RunTagDenied, ReportsNotWritten,
    ];

    /// <summary>A note of this code.</summary>
    public Note Of(int count, string text) => new(Name, count, text);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
