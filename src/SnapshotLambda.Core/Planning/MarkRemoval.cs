using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// Says whose mark is taken off: what is marked and no longer a candidate, so that it starts anew, with all of its grace, should
/// it become one again.
/// </summary>
internal static class MarkRemoval
{
    /// <summary>Whether the mark of what was decided so is taken off. One that cannot be read was not written by this tool, and stays.</summary>
    public static bool IsDue(Decision decision, DateTimeOffset referenceTime) =>
        decision.KeptBecause is { } reason
        && Mark.On(decision.Snapshot) is { } mark
        && !reason.LeavesMark
        && mark.StateAt(referenceTime) is not MarkState.Unreadable;
}
