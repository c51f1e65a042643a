namespace SnapshotLambda.Core.Outcomes;

/// <summary>
/// The reasons of this project's own for a run or a region that did not simply succeed. This is the list of all of them. A result's
/// <c>reason</c> is one of these, a <see cref="Errors.FaultCode"/>, an error code of AWS, or the type of an unexpected exception.
/// </summary>
internal static class StopReason
{
    // A run that did not come to its regions.

    /// <summary>The payload or a setting is wrong.</summary>
    public const string InvalidSettings = nameof(InvalidSettings);

    /// <summary>The same key was used before, with other settings.</summary>
    public const string SettingsChanged = nameof(SettingsChanged);

    /// <summary>The same run is in progress elsewhere.</summary>
    public const string InProgress = nameof(InProgress);

    /// <summary>The idempotency store failed before the run.</summary>
    public const string IdempotencyStore = nameof(IdempotencyStore);

    /// <summary>The credentials, or a role, belong to another account than the one to clean.</summary>
    public const string WrongAccount = nameof(WrongAccount);

    /// <summary>A policy denies every region of an account.</summary>
    public const string NotAllowed = nameof(NotAllowed);

    // A region without a plan, or with one that is not carried out.

    /// <summary>No region is left to clean.</summary>
    public const string NoRegions = nameof(NoRegions);

    /// <summary>A guard could not be read.</summary>
    public const string GuardUnreadable = nameof(GuardUnreadable);

    /// <summary>The volumes could not be listed, and <c>keepLatestPerVolume</c> needs them.</summary>
    public const string VolumesUnreadable = nameof(VolumesUnreadable);

    /// <summary>The ids that people approved could not be read.</summary>
    public const string ApprovalUnreadable = nameof(ApprovalUnreadable);

    /// <summary>The plan that was approved could not be read.</summary>
    public const string ApprovedPlanUnreadable = nameof(ApprovedPlanUnreadable);

    /// <summary>The plan that was approved is more than 14 days old.</summary>
    public const string ApprovedPlanTooOld = nameof(ApprovedPlanTooOld);

    /// <summary>The fence lets a snapshot go that must stay.</summary>
    public const string FenceOpen = nameof(FenceOpen);

    /// <summary>A policy denies every candidate that the fence was tried with.</summary>
    public const string FenceRefusesCandidate = nameof(FenceRefusesCandidate);

    /// <summary>The plan deletes a larger share than <c>maxDeletePercent</c>.</summary>
    public const string MaxDeletePercent = nameof(MaxDeletePercent);

    // A region whose plan was carried out in part.

    /// <summary>The cap is reached.</summary>
    public const string Cap = nameof(Cap);

    /// <summary>Lambda's time limit came near.</summary>
    public const string Deadline = nameof(Deadline);

    /// <summary>EC2 went on refusing for too many requests.</summary>
    public const string Throttled = nameof(Throttled);

    /// <summary>More candidates remain than were held in memory.</summary>
    public const string Memory = nameof(Memory);

    /// <summary>Single deletions or marks failed, and nothing that concerns others did.</summary>
    public const string DeletionsFailed = nameof(DeletionsFailed);

    /// <summary>Marks could not be taken off.</summary>
    public const string MarksLeft = nameof(MarksLeft);

    /// <summary>A snapshot that was deleted is not in the Recycle Bin, and <c>recycleBin</c> is <c>require</c>.</summary>
    public const string NotInRecycleBin = nameof(NotInRecycleBin);

    /// <summary>No time was left to look a deleted snapshot up in the Recycle Bin.</summary>
    public const string RecycleBinUnchecked = nameof(RecycleBinUnchecked);

    /// <summary>The Recycle Bin could not be read after a deletion.</summary>
    public const string RecycleBinUnreadable = nameof(RecycleBinUnreadable);
}
