using SnapshotLambda.Report.Model;

namespace SnapshotLambda.Report.Html;

/// <summary>The page's end: what its figures mean, and what they were made of.</summary>
internal static class Closing
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        html.Write($"</main>\n");
        Approving.Bar(html, report);
        html.Write($"<footer>\n");
        if (report.Plans.Count > 0)
        {
            html.Write($"<p><b>At most</b> is an upper bound. A snapshot's blocks may be shared with others of its volume, ");
            html.Write($"and only what no other snapshot needs is freed.");
            if (report.HasPrices) html.Write($" Dollars are these bytes at the price set for the region; the bill falls by less.");
            html.Write($"</p>\n");
        }

        if (report.RunId is { } run)
        {
            html.Write($"<p>Run <span class=\"mono\">{run}</span>");
            if (report.Version is { } version) html.Write($", SnapshotLambda <span class=\"mono\">{version}</span>");
            html.Write($".</p>\n");
        }

        if (report.Plans.Count > 0) Plans(html, report);
        html.Write($"</footer>\n");
    }

    private static void Plans(HtmlText html, RunReport report)
    {
        html.Write($"<details><summary>Plans, cutoffs and digests</summary>");
        ScrolledTable.Begin(html, "Plans", "Account", "Region", "Old enough before", "Digest");
        foreach (var plan in report.Plans.Select(plan => plan.Header))
        {
            html.Write($"<tr><td class=\"mono\">{plan.Account}</td><th scope=\"row\">{plan.Region}</th><td>{Words.Instant(plan.Cutoff)}");
            foreach (var policy in plan.Policies) html.Write($"<br>{policy.Name}: {Words.Instant(policy.Cutoff)}");
            html.Write($"</td><td class=\"mono\">{plan.Digest}</td></tr>\n");
        }

        ScrolledTable.End(html);
        html.Write($"</details>\n");
    }
}
