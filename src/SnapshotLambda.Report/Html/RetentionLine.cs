using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>A volume's snapshots as points on a line of time, the kept ones with a letter that says why.</summary>
internal sealed class RetentionLine(DateTimeOffset from, DateTimeOffset to)
{
    // In percent of the width. Letters closer than this would run into each other on a narrow screen.
    private const double Margin = 1.5;
    private const double LetterWidth = 2.4;

    /// <summary>A line from a volume's oldest snapshot to the time of its plan; null if none of them has a start.</summary>
    public static RetentionLine? For(IEnumerable<ReportVolume> volumes)
    {
        var rows = volumes.SelectMany(volume => volume.Rows).ToList();
        var starts = rows.Select(row => row.Snapshot.StartTime).OfType<DateTimeOffset>().ToList();
        if (starts.Count == 0) return null;
        var (first, last) = (starts.Min(), rows.Max(row => row.Plan.ReferenceTime));
        return new RetentionLine(first, starts.Max() is var newest && newest > last ? newest : last);
    }

    /// <summary>The first and the last instant.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Range => (from, to);

    /// <summary>The place of an instant, in percent of the width.</summary>
    public double X(DateTimeOffset instant) =>
        Margin + (100 - 2 * Margin) * (to == from ? 1 : (instant - from) / (to - from));

    /// <summary>Writes the line with its points.</summary>
    /// <param name="html">The page.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="y">The line's height.</param>
    /// <param name="withTitles">Whether each point has a title.</param>
    public void Write(HtmlText html, ReportVolume volume, int y, bool withTitles)
    {
        html.Write($"<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
        if (volume.Cutoff is { } cutoff && cutoff > from && cutoff < to)
            html.Write($"<line class=\"cut\" x1=\"{X(cutoff):0.##}%\" x2=\"{X(cutoff):0.##}%\" y1=\"{y - 22}\" y2=\"{y + 10}\"/>");

        // What goes is drawn last, above what stays beside it.
        foreach (var row in volume.Rows.Reverse())
        {
            if (row.Snapshot.StartTime is not { } start) continue;
            var letter = Words.Letter(row.Snapshot.Decision);
            html.Write($"<use href=\"#p-{letter}\" class=\"p-{letter}\" x=\"{X(start):0.##}%\" y=\"{y}\"");
            if (withTitles)
                html.Write($"><title>{Title(row, start)}</title></use>");
            else
                html.Write($"/>");
        }

        foreach (var (letter, x) in Letters(volume))
            html.Write($"""<text class="why" x="{x:0.##}%" y="{y - 9}" text-anchor="middle">{letter}</text>""");
    }

    private List<(string Letter, double X)> Letters(ReportVolume volume)
    {
        List<(string Letter, double X)> placed = [];
        var wanted = volume.Rows
            .Where(row => row.Snapshot is { Decision: PlanDecision.Keep, StartTime: not null })
            .ToLookup(KeepLetter.Of, row => X(row.Snapshot.StartTime!.Value));
        foreach (var letter in KeepLetter.All)
            foreach (var x in wanted[letter].OrderDescending())
                if (placed.TrueForAll(other => Math.Abs(other.X - x) >= LetterWidth))
                    placed.Add((letter.Letter, x));
        return placed;
    }

    private static string Title(ReportRow row, DateTimeOffset start) =>
        $"{row.Snapshot.Id}, {Words.Day(start)}: {Words.Of(row.Snapshot.Decision, row.Plan.DryRun)}"
        + (row.Snapshot is { Decision: PlanDecision.Keep, Reason: { } reason } ? $", {Explanations.Of(reason) ?? reason}" : "");
}
