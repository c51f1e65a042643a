using SnapshotLambda.Core.Outcomes;

namespace SnapshotLambda.Core.Results;

/// <summary>Makes the notes about taking deletions back, before they are needed.</summary>
internal static class UndoNotes
{
    /// <summary>The notes of a run; null for each that it does not have.</summary>
    /// <param name="planned">The regions that have a plan.</param>
    /// <param name="dryRun">Whether nothing was to be changed.</param>
    public static IEnumerable<Note?> Of(IReadOnlyList<RegionResult> planned, bool dryRun) =>
        [NoUndo(planned), Undo(planned, dryRun), RunTagDenied(planned)];

    private static Note? NoUndo(IReadOnlyList<RegionResult> planned)
    {
        var (off, gone, unknown) = (Count(planned, UndoState.Off), Count(planned, UndoState.NotInBin), Count(planned, UndoState.Unknown));
        if (off + gone + unknown == 0) return null;
        string?[] causes =
        [
            off > 0 ? $"no undo for {Notes.Number(off, "snapshot")}: recycleBin is off" : null,
            gone > 0
                ? $"no undo for {Notes.Number(gone, "snapshot")}: no Recycle Bin rule matches in {Places(planned, UndoState.NotInBin)}"
                : null,
            unknown > 0
                ? $"perhaps none for {Notes.Number(unknown, "snapshot")}: the Recycle Bin could not be read in {Places(planned, UndoState.Unknown)}"
                : null,
        ];
        var text = string.Join("; ", causes.OfType<string>());
        return NoteCode.NoUndo.Of(off + gone + unknown, $"{char.ToUpperInvariant(text[0])}{text[1..]} (docs/undo.md).");
    }

    private static Note? Undo(IReadOnlyList<RegionResult> planned, bool dryRun)
    {
        var state = dryRun ? UndoState.Expected : UndoState.InBin;
        var count = Count(planned, state);
        if (count == 0) return null;
        var ends = planned.Select(region => region.Facts.Undo).Where(undo => undo.State == state).Select(undo => undo.Until).ToList();
        var until = ends.Min() is { } first && ends.TrueForAll(end => end is not null)
            ? FormattableString.Invariant($"at least until {first.UtcDateTime:yyyy-MM-dd}")
            : "for as long as your Recycle Bin rules say";
        return NoteCode.Undo.Of(count, dryRun
            ? $"{Notes.Number(count, "snapshot")} that would be deleted could be taken back {until}, where a Recycle Bin rule for the tag "
                + "snapshot-lambda:retired=true stands. A dry run sees no rules: it reckons with how long what is in the bin now stays there."
            : $"{Notes.Number(count, "deleted snapshot")} can be taken back {until}, by the Restore function and this run's id.");
    }

    private static Note? RunTagDenied(IReadOnlyList<RegionResult> planned)
    {
        var denied = planned.Where(region => region.Facts.IsRunTagDenied).ToList();
        return denied.Count == 0 ? null : NoteCode.RunTagDenied.Of(
            denied.Count, $"A policy denies the tag snapshot-lambda:run in {Notes.Number(denied.Count, "region")}, "
                + $"{Notes.Names([.. denied.Select(region => PlaceName.Of(region, planned))])}, so the Restore function may not take back what "
                + "was deleted there. Deploy this version's member-role.yaml in that account.");
    }

    private static int Count(IReadOnlyList<RegionResult> planned, UndoState state) =>
        planned.Select(region => region.Facts.Undo).Where(undo => undo.State == state).Sum(undo => undo.Snapshots);

    private static string Places(IReadOnlyList<RegionResult> planned, UndoState state) =>
        Notes.Names([.. planned.Where(region => region.Facts.Undo.State == state).Select(region => PlaceName.Of(region, planned))]);
}
