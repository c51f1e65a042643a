using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Planning;

/// <summary>
/// Decides which marks are taken off: those of snapshots that are no longer candidates. Such a snapshot starts anew, with all of its
/// grace, should it become a candidate again.
/// </summary>
internal static class MarkRemoval
{
    /// <summary>
    /// Whether the snapshot of this decision loses its mark. A mark that cannot be read was not written by this tool, and stays.
    /// </summary>
    public static bool IsDue(Decision decision, DateTimeOffset referenceTime) =>
        decision.KeptBecause is { } reason
        && Mark.On(decision.Snapshot) is { } mark
        && !reason.LeavesMark
        && mark.StateAt(referenceTime) is not MarkState.Unreadable;
}
