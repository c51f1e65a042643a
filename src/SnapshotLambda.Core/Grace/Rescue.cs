namespace SnapshotLambda.Core;

/// <summary>
/// Says whose mark is taken off: what is marked and no longer a candidate, so that it starts anew, with all of its grace, should
/// it become one again.
/// </summary>
internal static class Rescue
{
    /// <summary>
    /// Reasons that leave the mark where it is: the snapshot is a candidate all the same, only not tonight's; or it is out of scope,
    /// and the mark may be that of another stack whose scope it is in. Every other reason, a future one too, says that it is none.
    /// </summary>
    private static readonly Reason[] LeaveTheMark = [Reason.InGracePeriod, Reason.MarkUnreadable, Reason.OverCap, Reason.DeniedByPolicy, Reason.NotApproved, Reason.TagNotIncluded];

    /// <summary>Whether the mark of what was decided so is taken off. One that cannot be read was not written by this tool, and stays.</summary>
    public static bool IsDue(Decision decision, DateTimeOffset referenceTime) =>
        decision.KeptBecause is { } reason
        && Mark.On(decision.Snapshot) is { } mark
        && !LeaveTheMark.Contains(reason)
        && mark.StateAt(referenceTime) is not MarkState.Unreadable;
}
