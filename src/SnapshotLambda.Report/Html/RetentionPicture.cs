using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>The picture of the retention: the volumes with the most to tell, each as a line of its snapshots over the same time.</summary>
internal static class RetentionPicture
{
    private const int MostVolumes = 8;
    private const int RowHeight = 62;
    private const int MostTicks = 5;
    private const int NameLength = 44;

    /// <summary>Writes it, if a volume has several snapshots.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        var volumes = report.Volumes.Where(volume => volume.Key.Id is not null && volume.Rows.Count > 1)
            .OrderBy(volume => volume.Fates.Leaving.Count > 0 && volume.Fates[PlanDecision.Keep].Count > 0 ? 0 : 1)
            .ThenByDescending(volume => volume.Rows.Count)
            .ThenBy(volume => volume.Key.Id, StringComparer.Ordinal)
            .Take(MostVolumes)
            .ToList();
        if (RetentionLine.For(volumes) is not { } line) return;
        html.Write($"""
            <figure class="card wide"><figcaption><h3>The retention, volume by volume</h3>
            <p class="soft">Each point is a snapshot. A letter says why it stays; right of the dashed line all are too young.
            In the list below each volume has its own line.</p></figcaption>

            """);
        Legend(html, volumes, report.DryRun);
        var height = volumes.Count * RowHeight + 26;
        html.Write($"""
            <svg class="bars" height="{height}" role="img" aria-labelledby="retention-title retention-text">
            <title id="retention-title">Snapshots over time, by volume</title>
            <desc id="retention-text">{Words.Count(volumes.Count, "volume")} from {Words.Day(line.Range.From)}
            to {Words.Day(line.Range.To)}. The table below has the numbers.</desc>

            """);
        Ticks(html, line, height);
        for (var i = 0; i < volumes.Count; i++)
        {
            var volume = volumes[i];
            var (top, name) = (i * RowHeight, volume.Name ?? volume.Key.Id!);
            html.Write($"""<text class="name" x="0" y="{top + 13}">{Words.Clipped(name, NameLength)}</text>""");
            html.Write($"""<text x="100%" y="{top + 13}" text-anchor="end">{Gist(volume)}</text>""");
            line.Write(html, volume, top + 42, withTitles: true);
            html.Write($"\n");
        }

        html.Write($"</svg>\n");
        Pictures.TableHead(html, "Volume", report.DryRun);
        foreach (var volume in volumes)
            Pictures.TableRow(html, volume.Name is { } name ? $"{name}, {volume.Key.Id}" : volume.Key.Id!, volume.Fates, report.HasPrices);
        Pictures.TableEnd(html);
        html.Write($"</figure>\n");
    }

    /// <summary>How many of a volume's snapshots go and stay.</summary>
    public static string Gist(ReportVolume volume)
    {
        var (fates, parts) = (volume.Fates, new List<string>());
        if (fates[PlanDecision.Delete].Count is > 0 and var deleted) parts.Add($"{Words.Count(deleted)} to go");
        if (fates[PlanDecision.Mark].Count is > 0 and var marked) parts.Add($"{Words.Count(marked)} to mark");
        if (fates[PlanDecision.Wait].Count is > 0 and var waiting) parts.Add($"{Words.Count(waiting)} to wait");
        if (fates[PlanDecision.Keep].Count is > 0 and var kept) parts.Add($"{Words.Count(kept)} stay{(kept == 1 ? "s" : "")}");
        return string.Join(", ", parts);
    }

    private static void Legend(HtmlText html, List<ReportVolume> volumes, bool dryRun)
    {
        html.Write($"<ul class=\"legend\">");
        foreach (var decision in Pictures.Stack.Where(decision => volumes.Exists(volume => volume.Fates[decision].Count > 0)))
        {
            var letter = Words.Letter(decision);
            html.Write($"""
                <li><svg class="pt" width="14" height="14" aria-hidden="true" focusable="false">
                <use href="#p-{letter}" class="p-{letter}" x="7" y="7"/></svg>{Words.Of(decision, dryRun)}</li>
                """);
        }

        var used = volumes.SelectMany(volume => volume.Rows).Where(row => row.Snapshot.Decision is PlanDecision.Keep)
            .Select(KeepLetter.Of).ToHashSet();
        foreach (var letter in KeepLetter.All.Where(used.Contains))
            html.Write($"""<li><b class="why">{letter.Letter}</b>{letter.Meaning}</li>""");
        html.Write($"</ul>\n");
    }

    private static void Ticks(HtmlText html, RetentionLine line, int height)
    {
        var (from, to) = line.Range;
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        var step = ((int[])[1, 2, 3, 6, 12, 24, 60]).FirstOrDefault(step => months / step <= MostTicks, 120);
        var tick = new DateTimeOffset(from.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (; tick <= to; tick = tick.AddMonths(step))
        {
            // A label at an edge would be cut off.
            if (tick < from || line.X(tick) is < 4 or > 96) continue;
            html.Write($"<line class=\"grid\" x1=\"{line.X(tick):0.##}%\" x2=\"{line.X(tick):0.##}%\" y1=\"20\" y2=\"{height - 20}\"/>");
            html.Write($"<text x=\"{line.X(tick):0.##}%\" y=\"{height - 6}\" text-anchor=\"middle\">{tick:yyyy-MM}</text>");
        }
    }
}
