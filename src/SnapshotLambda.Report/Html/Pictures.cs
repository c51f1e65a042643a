using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>The pictures of the page. Each is told in words too, and in a table.</summary>
internal static class Pictures
{
    /// <summary>The decisions in the order in which a bar stacks them, what goes first.</summary>
    public static readonly PlanDecision[] Stack = [PlanDecision.Delete, PlanDecision.Mark, PlanDecision.Wait, PlanDecision.Keep];

    /// <summary>Writes them.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Sums.Total.All.Count == 0) return;
        html.Write($"""
            <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>
            <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="b-d" width="5" height="5"/><rect class="f-d" width="3" height="5"/></pattern>
            <pattern id="grid" width="5" height="5" patternUnits="userSpaceOnUse">
            <rect class="b-m" width="5" height="5"/><circle class="f-m" cx="2.5" cy="2.5" r="1.7"/></pattern>
            <g id="p-k"><circle r="4"/></g><g id="p-d"><path d="M-4-4 4 4M-4 4 4-4"/></g>
            <g id="p-m"><path d="M0-5 5 4-5 4Z"/></g><g id="p-w"><circle r="3.6"/></g>
            </defs></svg>
            <section aria-labelledby="h-pictures"><h2 id="h-pictures">Pictures</h2>
            <div class="pics">

            """);
        MonthsPicture.Write(html, report);
        BarsPicture.Owners(html, report);
        BarsPicture.Places(html, report);
        RetentionPicture.Write(html, report);
        html.Write($"</div></section>\n");
    }

    /// <summary>Writes what the colours and hatches of bars mean, for those of these sums that are there.</summary>
    public static void Legend(HtmlText html, IReadOnlyList<Fates> sums, bool dryRun, bool withKept)
    {
        html.Write($"<ul class=\"legend\">");
        foreach (var decision in Stack)
            if ((withKept || decision is not PlanDecision.Keep) && sums.Any(sum => sum[decision].Count > 0))
                html.Write($"<li><span class=\"sw sw-{Words.Letter(decision)}\"></span>{Words.Of(decision, dryRun)}</li>");
        html.Write($"</ul>\n");
    }

    /// <summary>Writes the heading row of a picture's table: a column for each decision.</summary>
    public static void TableHead(HtmlText html, string first, bool dryRun)
    {
        html.Write($"<details><summary>As a table</summary>");
        ScrolledTable.Begin(
            html, $"{first}, as a table", [first, .. Stack.Select(decision => $"#{Words.Of(decision, dryRun)}"), "#frees"]);
    }

    /// <summary>Writes a row of a picture's table.</summary>
    public static void TableRow(HtmlText html, string name, Fates fates, bool hasPrices)
    {
        html.Write($"<tr><th scope=\"row\"><bdi>{name}</bdi></th>");
        foreach (var decision in Stack) html.Write($"<td class=\"r\">{Words.Count(fates[decision].Count)}</td>");
        html.Write($"<td class=\"r\">{(fates.Leaving.Count == 0 ? "nothing" : Words.AtMost(fates.Leaving, hasPrices))}</td></tr>\n");
    }

    /// <summary>Writes the end of a picture's table.</summary>
    public static void TableEnd(HtmlText html)
    {
        ScrolledTable.End(html);
        html.Write($"</details>\n");
    }
}
