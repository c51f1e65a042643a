using SnapshotLambda.Core.Errors;
using SnapshotLambda.Core.Fencing;
using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;

namespace SnapshotLambda.Access;

/// <summary>The verdict of a fence's trial.</summary>
/// <param name="State">The state of the fence that is now known.</param>
/// <param name="Reason">The reason to stop the region, in one word; null if it goes on.</param>
/// <param name="Message">The reason for a person, and the step to take.</param>
internal sealed record FenceVerdict(FenceState State, string? Reason = null, string Message = "")
{
    /// <summary>The status of a region that stops.</summary>
    public RegionStatus Status { get; private init; } = RegionStatus.Refused;

    /// <summary>The policies whose own cutoff is in the fence, as far as they were tried.</summary>
    public IReadOnlyList<PolicyFence> Policies { get; init; } = [];

    /// <summary>There is no fence to try.</summary>
    public static FenceVerdict Off { get; } = new(FenceState.Off);

    /// <summary>The session's policy was seen to refuse what must stay, and to let a candidate go, if there are any.</summary>
    public static FenceVerdict Verified { get; } = new(FenceState.Verified);

    /// <summary>Nothing shows whether the fence holds.</summary>
    /// <param name="denied">The number of snapshots that must stay and were denied, by whatever policy.</param>
    public static FenceVerdict Untried(int denied) => new(
        FenceState.Untried,
        Message: denied == 0
            ? ""
            : FormattableString.Invariant(
                $"What must stay was denied, {denied} of it, but not by the session's policy as far as can be told."));

    /// <summary>A snapshot that must stay could be deleted.</summary>
    public static FenceVerdict Open(string snapshot) => new(
        FenceState.Refused,
        StopReason.FenceOpen,
        $"The fence is open: AWS would let {snapshot}, which must stay, be deleted. Nothing was deleted. "
            + "Check that EC2 compares ec2:SnapshotTime and aws:ResourceTag in the session's policy; "
                + "SNAPSHOT_LAMBDA_FENCE=tagsOnly goes without the time, off without both.");

    /// <summary>Candidates were refused, and none permitted.</summary>
    public static FenceVerdict Closed(int refused, string denial) => new(
        FenceState.Refused,
        StopReason.FenceRefusesCandidate,
        $"A policy denies what is to be deleted, all {refused} that were tried ({denial}). Nothing was deleted. "
            + "Let the role allow ec2:DeleteSnapshot on snapshots and deny it for aws:backup:source-resource alone, "
                + "and look for a service control policy that denies it.");

    /// <summary>EC2 gave no answer.</summary>
    public static FenceVerdict Unanswered(AwsError error) =>
        new(
            FenceState.Untried,
            error.Code,
            $"The fence could not be tried ({error.Code}: {error.Message}), "
                + (error is { Code: FaultCode.DryRunIgnored, IsUnsent: false }
                    ? "and the snapshot that it was tried with may be gone."
                    : "so nothing was deleted."))
        { Status = RegionStatus.Failed };
}
