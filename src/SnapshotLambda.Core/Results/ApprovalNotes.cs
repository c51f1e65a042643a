namespace SnapshotLambda.Core.Results;

/// <summary>Makes the notes about the approval of an earlier run's plans.</summary>
internal static class ApprovalNotes
{
    /// <summary>The notes of a run; null for each that it does not have.</summary>
    /// <param name="planned">The regions that have a plan.</param>
    /// <param name="outsidePlans">The number of approved ids that no plan had to be deleted.</param>
    public static IEnumerable<Note?> Of(IReadOnlyList<RegionResult> planned, int outsidePlans) => [Changed(planned), Outside(outsidePlans)];

    private static Note? Changed(IReadOnlyList<RegionResult> planned)
    {
        var approvals = planned.Select(region => region.Approval).OfType<ApprovalResult>().ToList();
        var (gone, kept, added) = (approvals.Sum(one => one.Gone), approvals.Sum(one => one.Kept), approvals.Sum(one => one.New));
        return gone + kept + added == 0 ? null : NoteCode.ApprovalChanged.Of(
            gone + kept + added,
            $"Since the approved plan: {Notes.Number(gone, "approved snapshot")} gone, {Notes.Number(kept, "approved snapshot")} kept now, "
                + $"{Notes.Number(added, "snapshot")} new and so not approved. The log names each, in its lines approval_changed.");
    }

    private static Note? Outside(int count) => count == 0 ? null : NoteCode.ApprovalOutsidePlans.Of(
        count, $"{Notes.Number(count, "approved id")} of approvedSnapshotIds: no plan of approvedRun that could be read had such a snapshot "
            + "to be deleted, so none of them was. Take ids from that run's report alone.");
}
