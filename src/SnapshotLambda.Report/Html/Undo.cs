using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>Whether a night can be taken back, and how: of a real run that cannot be, it is what the page says first.</summary>
internal static class Undo
{
    /// <summary>The least days for which any rule of the Recycle Bin keeps a snapshot, as AWS has it.</summary>
    private const int LeastDays = 1;

    /// <summary>True for a note that <see cref="Warning"/> or <see cref="Way"/> says instead of the list of notes.</summary>
    public static bool Says(Note note) => note.Code == NoteCode.NoUndo.Name || note.Code == NoteCode.Undo.Name;

    /// <summary>Writes, of a real run, that what it deleted is gone for good, if it is.</summary>
    public static void Warning(HtmlText html, RunReport report)
    {
        if (!report.DryRun) None(html, report, "No undo: what this run deleted is gone for good, since recycleBin is off.");
    }

    /// <summary>Writes how a real run is taken back, or what a dry run's real run would leave to take back.</summary>
    public static void Way(HtmlText html, RunReport report)
    {
        if (report.DryRun) None(html, report, "No undo: what a real run deletes would be gone for good, since recycleBin is off.");
        var known = NoteOf(report, NoteCode.Undo)?.Text;
        var isBinned = Any(report) && report.UsesRecycleBin;
        if (isBinned && !report.DryRun)
            html.Write($"""
                <p class="next undo"><strong>To take this night back</strong> Invoke the Restore function with
                <span class="mono">{"{"}"runId": "{report.RunId}", "dryRun": false{"}"}</span>. docs/undo.md has the commands.
                {known ?? Keeps(report)}</p>

                """);
        else if (known is not null)
            html.Write($"<p class=\"undo\"><b>Undo</b> {known}</p>\n");
        else if (isBinned && NoteOf(report, NoteCode.NoUndo) is null)
            html.Write($"""
                <p class="undo"><b>Undo</b> A real run tags what it deletes for the Recycle Bin, so
                {Words.Count(report.Sums.Total[PlanDecision.Delete].Count, "snapshot")} could be taken back while a rule there keeps what it
                matches: for {Words.Count(LeastDays, "day")} or more, by the rule's own setting. Without such a rule they are gone for good.</p>

                """);
    }

    private static void None(HtmlText html, RunReport report, string otherwise)
    {
        var text = NoteOf(report, NoteCode.NoUndo)?.Text ?? (Any(report) && !report.UsesRecycleBin ? otherwise : null);
        if (text is not null) html.Write($"<p class=\"undo none\">{text}</p>\n");
    }

    private static string? Keeps(RunReport report)
    {
        if (NoteOf(report, NoteCode.NoUndo) is not null) return null;
        var until = Words.Instant(report.At!.Value.AddDays(LeastDays));
        var isLookedUp = report.Result?.Settings.GetValueOrDefault("recycleBin")?.Value is { ValueKind: JsonValueKind.String } value
            && value.GetString() == "require";
        return isLookedUp
            ? $"The Recycle Bin keeps what was deleted until {until} at the earliest, and with the stack's own rule for RecycleBinDays."
            : $"Nobody looked up whether a rule of the Recycle Bin keeps what was deleted. One that does keeps it until {until} "
            + "at the earliest.";
    }

    private static bool Any(RunReport report) =>
        report.Plans.Count > 0
        && (report.DryRun ? null : report.Result?.Totals.Deleted) is var deleted
        && (deleted ?? report.Sums.Total[PlanDecision.Delete].Count) > 0;

    private static Note? NoteOf(RunReport report, NoteCode code) => report.Result?.Notes.FirstOrDefault(note => note.Code == code.Name);
}
