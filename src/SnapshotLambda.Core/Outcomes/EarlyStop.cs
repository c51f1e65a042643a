using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Outcomes;

/// <summary>Why a region ended before everything planned had its turn.</summary>
internal readonly record struct EarlyStop
{
    private EarlyStop(string reason, string clause, bool isFault = false) => (Reason, Clause, IsFault) = (reason, clause, isFault);

    /// <summary>In one word, as in the result's <c>reason</c>; null if it did not.</summary>
    public string? Reason { get; }

    /// <summary>For a person, in one clause.</summary>
    public string? Clause { get; }

    /// <summary>Whether a next run would meet the same: the region failed in part, however little it is that failed.</summary>
    public bool IsFault { get; }

    /// <summary>It did not.</summary>
    public static EarlyStop None => default;

    /// <summary>The cap is reached.</summary>
    public static EarlyStop Cap { get; } = new(nameof(Cap), "maxDeletions is reached");

    /// <summary>Lambda's time limit came near.</summary>
    public static EarlyStop Deadline { get; } = new(nameof(Deadline), "the time limit came near");

    /// <summary>EC2 went on refusing for too many requests.</summary>
    public static EarlyStop Throttled { get; } = new(nameof(Throttled), "EC2 refused for too many requests");

    /// <summary>An error that every further call would meet.</summary>
    public static EarlyStop Systemic(string code) => new(code, $"every further call would meet {code}", isFault: true);

    /// <summary>More candidates remain than were held in memory.</summary>
    public static EarlyStop Memory { get; } = new(nameof(Memory), "no more of the candidates fitted into memory beside the other regions");

    /// <summary>What comes next could not be looked at once more, and so must not be deleted.</summary>
    /// <param name="error">What AWS said.</param>
    public static EarlyStop Unseen(AwsError error) => new(error.Code, $"the next candidates could not be looked at once more ({error.Code}: {error.Message})", isFault: true);

    /// <summary>A call that every batch of tags would meet the same error in.</summary>
    /// <param name="error">What AWS said.</param>
    /// <param name="permission">The IAM action that the call takes.</param>
    public static EarlyStop Tagging(AwsError error, string permission) =>
        new(error.Code, $"{permission} met {error.Code}{(error.Class is ErrorClass.Denied ? $": grant {permission}" : "")}", isFault: true);

    /// <summary>What was deleted is not where <c>recycleBin: require</c> wants it.</summary>
    /// <param name="snapshotId">The snapshot that was deleted.</param>
    /// <param name="isCertain">Whether it is known that it was.</param>
    public static EarlyStop NotInRecycleBin(string snapshotId, bool isCertain) => new(
        nameof(NotInRecycleBin),
        $"{snapshotId} {(isCertain ? "was" : "may have been")} deleted and is not in the Recycle Bin, so it {(isCertain ? "is" : "may be")} gone for good: "
            + $"the region lacks a Recycle Bin rule for EBS snapshots with the tag {OwnTags.Retired}={OwnTags.RetiredValue}",
        isFault: true);

    /// <summary>There was no time to look whether what was deleted, or may be, is in the Recycle Bin.</summary>
    public static EarlyStop RecycleBinUnchecked(string snapshotId) =>
        new(nameof(RecycleBinUnchecked), $"the time limit came before {snapshotId} could be looked up in the Recycle Bin");

    /// <summary>Whether what was deleted is in the Recycle Bin cannot be told.</summary>
    /// <param name="snapshotId">The snapshot that was deleted.</param>
    /// <param name="isCertain">Whether it is known that it was.</param>
    /// <param name="error">What AWS said.</param>
    public static EarlyStop RecycleBinUnreadable(string snapshotId, bool isCertain, AwsError error) => new(
        nameof(RecycleBinUnreadable),
        $"{snapshotId} {(isCertain ? "was" : "may have been")} deleted and the Recycle Bin could not be read ({error.Code}): {(error.Class is ErrorClass.Denied ? "grant" : "check")} ec2:ListSnapshotsInRecycleBin",
        isFault: true);

    /// <summary>The one to tell of two, of which the first came first: a fault before everything that passes by itself.</summary>
    public static EarlyStop Worse(EarlyStop first, EarlyStop second) => first.Reason is null || (second.IsFault && !first.IsFault) ? second : first;
}
