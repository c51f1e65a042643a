using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>The counts as tiles. The script makes each of them a button that filters the listing.</summary>
internal static class Tiles
{
    /// <summary>Writes them.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        var total = report.Sums.Total;
        html.Write($"""
            <section aria-labelledby="h-counts">
            <h2 id="h-counts">{Words.Count(total.All.Count, "snapshot")} in {Words.Count(report.Plans.Count, "region")}</h2>
            <div class="tiles">

            """);
        Deletions(html, report);
        if (total[PlanDecision.Mark] is { Count: > 0 } marked)
            Tile(html, "d:m", "m", marked.Count, report.DryRun ? "Would be marked" : "To be marked", MarkedText(report, marked));
        if (total[PlanDecision.Wait] is { Count: > 0 } waiting)
            Tile(
                html, "d:w", "w", waiting.Count, "Wait for another night",
                $"{Words.AtMost(waiting, report.HasPrices)}; maxDeletions leaves them to a later run");
        if (report.Result is { Totals.Failed: > 0 and var failed })
            Tile(html, "f:1", "f", failed, "Failed", "still there; what EC2 says stands above");
        Tile(html, "d:k", "k", total[PlanDecision.Keep].Count, "Kept", "by rules, guards and floors");
        html.Write($"</div>\n");
        Reasons(html, report);
        html.Write($"</section>\n");
    }

    private static void Deletions(HtmlText html, RunReport report)
    {
        var planned = report.Sums.Total[PlanDecision.Delete];
        var (count, label) = (report.DryRun, report.Result?.Totals.Deleted) switch
        {
            (true, _) => (planned.Count, "Would be deleted"),
            (false, { } deleted) => (deleted, "Deleted"),
            (false, null) => (planned.Count, "Planned to be deleted"),
        };
        var atMost = Words.AtMost(report.Deleted ?? planned, report.HasPrices);
        Tile(html, "d:d", "d", count, label, count == planned.Count ? atMost : $"of {Words.Count(planned.Count)} planned, {atMost}");
    }

    private static string MarkedText(RunReport report, Amount marked)
    {
        var days = report.Plans.Select(plan => plan.Header.DeleteAfter).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var atMost = Words.AtMost(marked, report.HasPrices);
        return days.Count == 1 ? $"{atMost}; deleted by a run after {days[0]} unless something keeps them" : atMost;
    }

    private static void Tile(HtmlText html, string filter, string tone, int count, string label, string text) => html.Write($"""
        <div class="tile t-{tone}" data-filter="{filter}">
        <span class="num">{Words.Count(count)}</span><span class="lab">{label}</span><span class="sub">{text}</span></div>

        """);

    private static void Reasons(HtmlText html, RunReport report)
    {
        var kept = report.Sums.Reasons.Where(reason => reason.Fates[PlanDecision.Keep].Count > 0).ToList();
        if (kept.Count == 0) return;
        html.Write($"<h3>Why snapshots are kept</h3>\n<div class=\"reasons\">\n");
        foreach (var reason in kept)
            html.Write($"""
                <div class="reason" data-filter="r:{reason.Name}">
                <span class="n">{Words.Count(reason.Fates[PlanDecision.Keep].Count)}</span>
                <span><b>{Words.Spaced(reason.Name)}</b><span class="why">{Explanations.Of(reason.Name)}</span></span></div>

                """);
        html.Write($"</div>\n");
    }
}
