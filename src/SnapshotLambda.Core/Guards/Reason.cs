using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Guards;

/// <summary>
/// A reason to keep a snapshot. This is the table of all reasons: the rules, the guards and the last look before a deletion give no others.
/// </summary>
internal sealed record Reason
{
    private static readonly SortedDictionary<string, Reason> ByName = new(StringComparer.Ordinal);

    private Reason(string name, string explanation) => (Name, Explanation) = (name, explanation);

    /// <summary>The key under <c>kept</c> in the result.</summary>
    public string Name { get; }

    /// <summary>The reason for a person, in one clause.</summary>
    public string Explanation { get; }

    /// <summary>
    /// True if a mark stays on the snapshot: the snapshot remains a candidate, or is out of scope and may bear another stack's mark. Every
    /// other reason removes the mark.
    /// </summary>
    public bool LeavesMark { get; private init; }

    /// <summary>
    /// True if the snapshot is none of this tool's business: it counts neither for floors nor for <c>maxDeletePercent</c>.
    /// </summary>
    public bool IsOutOfScope { get; private init; }

    /// <summary>The part of the fence by which AWS refuses the deletion too.</summary>
    public FenceTerm Fence { get; private init; }

    // Scope: snapshots that are none of this tool's business.

    /// <summary>Its tags do not match <c>includeTags</c>.</summary>
    public static Reason TagNotIncluded { get; } =
        AddScope(nameof(TagNotIncluded), "its tags do not match includeTags", FenceTerm.Tags, leavesMark: true);

    /// <summary>No policy's tags match it, or none that the run was narrowed to.</summary>
    public static Reason NoPolicy { get; } =
        AddScope(nameof(NoPolicy), "the tags of no policy match it, or of none in onlyPolicies", FenceTerm.Tags, leavesMark: true);

    /// <summary>One of its tags matches <c>excludeTags</c>.</summary>
    public static Reason TagExcluded { get; } =
        AddScope(nameof(TagExcluded), "a tag of it matches excludeTags, such as DoNotDelete", FenceTerm.Tags);

    /// <summary>Managed by AWS Backup.</summary>
    public static Reason ManagedByBackup { get; } = AddScope(nameof(ManagedByBackup), "managed by AWS Backup", FenceTerm.Tags);

    /// <summary>Managed by Data Lifecycle Manager.</summary>
    public static Reason ManagedByLifecycleManager { get; } =
        AddScope(nameof(ManagedByLifecycleManager), "managed by Data Lifecycle Manager", FenceTerm.Tags);

    /// <summary>Managed from within a Kubernetes cluster.</summary>
    public static Reason ManagedByKubernetes { get; } =
        AddScope(nameof(ManagedByKubernetes), "managed by a Kubernetes cluster's EBS CSI driver or Velero", FenceTerm.Tags);

    /// <summary>Managed by a recovery or migration service.</summary>
    public static Reason ManagedByRecoveryService { get; } =
        AddScope(nameof(ManagedByRecoveryService), "managed by Elastic Disaster Recovery or Application Migration Service", FenceTerm.Tags);

    /// <summary>Managed by another AWS service. IAM cannot name a prefix of keys, so the fence does not hold this.</summary>
    public static Reason ManagedByAws { get; } = AddScope(nameof(ManagedByAws), "tagged by a service of AWS: a key of it begins aws:");

    /// <summary>Tagged by a service of AWS with a key that does not begin with <c>aws:</c>.</summary>
    public static Reason ManagedByAwsService { get; } =
        AddScope(nameof(ManagedByAwsService), "tagged by a service of AWS that manages it, such as RDS Custom", FenceTerm.Tags);

    /// <summary>Managed by a backup product.</summary>
    public static Reason ManagedByBackupProduct { get; } =
        AddScope(nameof(ManagedByBackupProduct), "tagged by a backup product that manages it", FenceTerm.Tags);

    // Age and state.

    /// <summary>Not older than <c>maxAgeDays</c>.</summary>
    public static Reason TooYoung { get; } = Add(nameof(TooYoung), "not older than maxAgeDays", FenceTerm.Cutoff);

    /// <summary>EC2 names no start time.</summary>
    public static Reason StartTimeUnknown { get; } = Add(nameof(StartTimeUnknown), "EC2 names no start time, so its age is unknown");

    /// <summary>Pending, failed, or in a state that is not known.</summary>
    public static Reason NotCompleted { get; } = Add(nameof(NotCompleted), "pending, failed or in an unknown state");

    /// <summary>A tag of <c>keepUntilTags</c> names a day that has not passed.</summary>
    public static Reason KeepUntil { get; } = Add(nameof(KeepUntil), "the date in a tag of keepUntilTags has not passed yet");

    /// <summary>A tag of <c>keepUntilTags</c> is no date.</summary>
    public static Reason KeepUntilUnreadable { get; } =
        Add(nameof(KeepUntilUnreadable), "a tag of keepUntilTags is no date, as in 2026-12-31");

    /// <summary>Archived.</summary>
    public static Reason Archived { get; } = Add(nameof(Archived), "in the archive tier, where archived is keep");

    // Users of the snapshot.

    /// <summary>An AMI uses it.</summary>
    public static Reason UsedByImage { get; } = Add(nameof(UsedByImage), "an AMI is made of it, be it deprecated or disabled");

    /// <summary>An AMI in the Recycle Bin uses it.</summary>
    public static Reason UsedByBinnedImage { get; } =
        Add(nameof(UsedByBinnedImage), "its description names an AMI that is in the Recycle Bin");

    /// <summary>A launch template names it.</summary>
    public static Reason UsedByLaunchTemplate { get; } =
        Add(nameof(UsedByLaunchTemplate), "a version of a launch template names it");

    /// <summary>Locked.</summary>
    public static Reason Locked { get; } = Add(nameof(Locked), "locked by EBS Snapshot Lock");

    /// <summary>Enabled for fast restore.</summary>
    public static Reason FastRestoreEnabled { get; } = Add(nameof(FastRestoreEnabled), "enabled for fast snapshot restore");

    /// <summary>Restored from the archive for a time, or on its way into it or out of it.</summary>
    public static Reason BeingTiered { get; } =
        Add(nameof(BeingTiered), "restored from the archive for a time, or on its way into it or out of it");

    /// <summary>In the archive tier for less than its minimum of 90 days.</summary>
    public static Reason ArchivedUnder90Days { get; } =
        Add(nameof(ArchivedUnder90Days), "archived, and not known to be so for the 90 days that are charged anyway");

    /// <summary>Shared with another account, or with all.</summary>
    public static Reason SharedWithOthers { get; } = Add(nameof(SharedWithOthers), "shared with another account or with everyone");

    // Floors.

    /// <summary>A copy: its volume is not known.</summary>
    public static Reason LineageUnknown { get; } =
        Add(nameof(LineageUnknown), "a copy, whose volume is not known, so no floor can be held for it");

    /// <summary>Among the newest of its volume.</summary>
    public static Reason NewestOfVolume { get; } = Add(nameof(NewestOfVolume), "among the newest keepLatestPerVolume of its volume");

    /// <summary>Among the newest of a volume that no longer exists.</summary>
    public static Reason NewestOfDeletedVolume { get; } =
        Add(nameof(NewestOfDeletedVolume), "among the newest keepLatestPerVolume of a volume that no longer exists");

    /// <summary>The newest of a year.</summary>
    public static Reason KeptYearly { get; } = Add(nameof(KeptYearly), "the newest of its volume in one of the last keepYearly years");

    /// <summary>The newest of a month.</summary>
    public static Reason KeptMonthly { get; } =
        Add(nameof(KeptMonthly), "the newest of its volume in one of the last keepMonthly months");

    /// <summary>The newest of a week.</summary>
    public static Reason KeptWeekly { get; } = Add(nameof(KeptWeekly), "the newest of its volume in one of the last keepWeekly weeks");

    /// <summary>The newest of a day.</summary>
    public static Reason KeptDaily { get; } = Add(nameof(KeptDaily), "the newest of its volume in one of the last keepDaily days");

    /// <summary>A leftover of deregistered AMIs that was not found so for long enough.</summary>
    public static Reason LeftoverTooRecent { get; } = Add(
        nameof(LeftoverTooRecent),
        $"left behind by a deregistered AMI, and its tag {OwnTags.LeftoverSince} is missing or not old enough");

    /// <summary>Another snapshot of the same set stays.</summary>
    public static Reason PartOfSet { get; } =
        Add(nameof(PartOfSet), "taken at one instant with another volume's snapshot that stays: both are needed to restore");

    /// <summary>
    /// A snapshot of the same set waits for the day of its mark. The result counts it as <see cref="PartOfSet"/>, and the mark stays.
    /// </summary>
    public static Reason PartOfWaitingSet { get; } = PartOfSet with { LeavesMark = true };

    /// <summary>One of its volume's newest was deleted while the plan was carried out.</summary>
    public static Reason NewestIsGone { get; } = Add(
        nameof(NewestIsGone),
 "one of the newest of its volume was deleted, or tagged, since the plan was made: a next run plans anew");

    /// <summary>Another policy governs it since the plan was made.</summary>
    public static Reason PolicyChanged { get; } =
        Add(nameof(PolicyChanged), "its tags changed since the plan was made, so that another policy governs it");

    // Candidates that do not go tonight.

    /// <summary>Not among the approved ids.</summary>
    public static Reason NotApproved { get; } = Add(nameof(NotApproved), "not in approvedSnapshotIds", leavesMark: true);

    /// <summary>Its mark has not passed yet.</summary>
    public static Reason InGracePeriod { get; } =
        Add(nameof(InGracePeriod), $"a candidate whose tag {OwnTags.DeleteAfter} has not passed yet", leavesMark: true);

    /// <summary>Its mark is neither a date nor an instant.</summary>
    public static Reason MarkUnreadable { get; } =
        Add(nameof(MarkUnreadable), $"a candidate whose tag {OwnTags.DeleteAfter} is no date, as in 2026-12-31", leavesMark: true);

    /// <summary>Behind <c>maxDeletions</c> others that are older.</summary>
    public static Reason OverCap { get; } =
        Add(nameof(OverCap), "a candidate behind maxDeletions older ones: a next run's turn", leavesMark: true);

    /// <summary>An IAM policy denies its deletion.</summary>
    public static Reason DeniedByPolicy { get; } =
        Add(nameof(DeniedByPolicy), "an IAM policy denies its deletion and lets others go", leavesMark: true);

    /// <summary>All reasons, by name.</summary>
    public static IReadOnlyList<Reason> All { get; } = [.. ByName.Values];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Reason Add(string name, string explanation, FenceTerm fence = FenceTerm.None, bool leavesMark = false) =>
        Add(new Reason(name, explanation) { Fence = fence, LeavesMark = leavesMark });

    private static Reason AddScope(string name, string explanation, FenceTerm fence = FenceTerm.None, bool leavesMark = false) =>
        Add(new Reason(name, explanation) { Fence = fence, LeavesMark = leavesMark, IsOutOfScope = true });

    private static Reason Add(Reason reason)
    {
        ByName.Add(reason.Name, reason);
        return reason;
    }
}
