using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Outcomes;

/// <summary>The cause that ended a region before everything planned had its turn.</summary>
internal sealed record EarlyStop
{
    private EarlyStop(string reason, string clause, bool isFault = false) => (Reason, Clause, IsFault) = (reason, clause, isFault);

    /// <summary>The cause in one word, as in the result's <c>reason</c>.</summary>
    public string Reason { get; }

    /// <summary>The cause for a person, in one clause.</summary>
    public string Clause { get; }

    /// <summary>Whether a next run would meet the same: then the region failed in part, however little failed.</summary>
    public bool IsFault { get; }

    /// <summary>The cap is reached.</summary>
    public static EarlyStop Cap { get; } = new(StopReason.Cap, "maxDeletions is reached");

    /// <summary>Lambda's time limit came near.</summary>
    public static EarlyStop Deadline { get; } = new(StopReason.Deadline, "the time limit came near");

    /// <summary>EC2 went on refusing for too many requests.</summary>
    public static EarlyStop Throttled { get; } = new(StopReason.Throttled, "EC2 refused for too many requests");

    /// <summary>An error that every further call would meet.</summary>
    public static EarlyStop Systemic(string code) => new(code, $"every further call would meet {code}", isFault: true);

    /// <summary>More candidates remain than were held in memory.</summary>
    public static EarlyStop Memory { get; } =
        new(StopReason.Memory, "no more of the candidates fitted into memory beside the other regions");

    /// <summary>The next candidates could not be looked up once more, and so must not be deleted.</summary>
    /// <param name="error">The error of AWS.</param>
    public static EarlyStop Unseen(AwsError error) =>
        new(error.Code, $"the next candidates could not be looked at once more ({error.Code}: {error.Message})", isFault: true);

    /// <summary>An error that every further call about tags would meet.</summary>
    /// <param name="error">The error of AWS.</param>
    /// <param name="permission">The IAM action of the call.</param>
    public static EarlyStop Tagging(AwsError error, string permission) =>
        new(error.Code, $"{permission} met {error.Code}{(error.Class is ErrorClass.Denied ? $": grant {permission}" : "")}", isFault: true);

    /// <summary>A deleted snapshot is not in the Recycle Bin, where <c>recycleBin: require</c> wants it.</summary>
    /// <param name="snapshotId">The snapshot that was deleted.</param>
    /// <param name="isCertain">Whether the deletion is certain.</param>
    public static EarlyStop NotInRecycleBin(string snapshotId, bool isCertain) => new(
        StopReason.NotInRecycleBin,
        $"{snapshotId} {(isCertain ? "was" : "may have been")} deleted and is not in the Recycle Bin, "
            + $"so it {(isCertain ? "is" : "may be")} gone for good: "
            + $"the region lacks a Recycle Bin rule for EBS snapshots with the tag {OwnTags.Retired}={OwnTags.RetiredValue}",
        isFault: true);

    /// <summary>No time was left to look a deleted snapshot up in the Recycle Bin.</summary>
    public static EarlyStop RecycleBinUnchecked(string snapshotId) =>
        new(StopReason.RecycleBinUnchecked, $"the time limit came before {snapshotId} could be looked up in the Recycle Bin");

    /// <summary>The Recycle Bin could not be read after a deletion.</summary>
    /// <param name="snapshotId">The snapshot that was deleted.</param>
    /// <param name="isCertain">Whether the deletion is certain.</param>
    /// <param name="error">The error of AWS.</param>
    public static EarlyStop RecycleBinUnreadable(string snapshotId, bool isCertain, AwsError error) => new(
        StopReason.RecycleBinUnreadable,
        $"{snapshotId} {(isCertain ? "was" : "may have been")} deleted and the Recycle Bin could not be read ({error.Code}): "
            + $"{(error.Class is ErrorClass.Denied ? "grant" : "check")} ec2:ListSnapshotsInRecycleBin",
        isFault: true);

    /// <summary>The graver of two stops: a fault before one that passes by itself, else the first. Null for none.</summary>
    public static EarlyStop? Worse(EarlyStop? first, EarlyStop? second) =>
        first is null || (second is { IsFault: true } && !first.IsFault) ? second : first;
}
