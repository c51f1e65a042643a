using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>Bytes at most as bars: by the tag that names owners, and by account and region.</summary>
internal static class BarsPicture
{
    private const int MostBars = 8;
    private const int RowHeight = 60;
    private const int LabelLength = 26;

    /// <summary>Writes the picture by owner, if a tag names owners.</summary>
    public static void Owners(HtmlText html, RunReport report)
    {
        if (report.Owners is not { } owners) return;
        List<Sum<string>> sums = [.. owners.Values.Select(owner => new Sum<string>(NameOf(owner.Name), owner.Fates))];
        if (owners.Others is { } others) sums.Add(new Sum<string>("all others", others));
        Write(html, report, "owners", $"Bytes at most, by {owners.Key}", $"Value of tag {owners.Key}", sums);
    }

    /// <summary>Writes the picture by account and region.</summary>
    public static void Places(HtmlText html, RunReport report)
    {
        var isOneAccount = report.Plans.Select(plan => plan.Header.Account).Distinct(StringComparer.Ordinal).Count() == 1;
        Write(
            html,
            report,
            "places",
            isOneAccount ? "Bytes at most, by region" : "Bytes at most, by account and region",
            isOneAccount ? "Region" : "Account and region",
            [.. report.Sums.Places.Select(place => new Sum<string>(Words.Of(place.Name, isOneAccount), place.Fates))]);
    }

    /// <summary>The name of an owner for people; null for what lacks the tag.</summary>
    public static string NameOf(string? value) => value switch
    {
        null => "without the tag",
        "" => "empty value",
        _ => value,
    };

    private static void Write(HtmlText html, RunReport report, string id, string title, string column, IReadOnlyList<Sum<string>> sums)
    {
        var leaving = sums.Where(sum => sum.Fates.Leaving.Count > 0).ToList();
        html.Write($"<figure class=\"card\"><figcaption><h3>{title}</h3><p class=\"soft\">");
        if (leaving.Count == 0)
            html.Write($"Nothing goes, so nothing is freed.");
        else
            html.Write($"What deletions can free at the very most, tonight and later.");
        html.Write($"</p></figcaption>\n");
        if (leaving.Count > 0)
        {
            Pictures.Legend(html, [.. leaving.Select(sum => sum.Fates)], report.DryRun, withKept: false);
            Bars(html, report, id, title, leaving);
        }

        Pictures.TableHead(html, column, report.DryRun);
        foreach (var sum in sums) Pictures.TableRow(html, sum.Name, sum.Fates, report.HasPrices);
        Pictures.TableEnd(html);
        html.Write($"</figure>\n");
    }

    private static void Bars(HtmlText html, RunReport report, string id, string title, List<Sum<string>> sums)
    {
        var shown = sums.Take(sums.Count > MostBars ? MostBars - 1 : MostBars).ToList();
        if (sums.Count > shown.Count) shown.Add(Rest(sums.Skip(shown.Count)));
        var most = Math.Max(1, shown.Max(sum => sum.Fates.Leaving.Bytes));
        html.Write($"""
            <svg class="bars" height="{shown.Count * RowHeight}" role="img" aria-labelledby="{id}-title {id}-text">
            <title id="{id}-title">{title}</title>
            <desc id="{id}-text">The most: {shown[0].Name}, {Words.AtMost(shown[0].Fates.Leaving, report.HasPrices)}.
            The table below has the numbers.</desc>

            """);
        for (var i = 0; i < shown.Count; i++)
        {
            var (top, fates) = (i * RowHeight, shown[i].Fates);
            html.Write($"<text class=\"name\" x=\"0\" y=\"{top + 13}\">{Words.Clipped(shown[i].Name, LabelLength)}</text>");
            html.Write($"<text x=\"100%\" y=\"{top + 13}\" text-anchor=\"end\">{Words.Count(fates.Leaving.Count, "snapshot")}</text>");
            var left = 0.0;
            foreach (var decision in Pictures.Stack)
            {
                if (decision is PlanDecision.Keep || fates[decision].Bytes == 0) continue;
                var width = 100.0 * fates[decision].Bytes / most;
                html.Write($"""<rect class="s-{Words.Letter(decision)}" x="{left:0.##}%" width="{Math.Max(0.4, width):0.##}%" """);
                html.Write($"""y="{top + 19}" height="10"/>""");
                left += width;
            }

            html.Write($"<text class=\"small\" x=\"0\" y=\"{top + 44}\">{Words.AtMost(fates.Leaving, report.HasPrices)}</text>\n");
        }

        html.Write($"</svg>\n");
    }

    private static Sum<string> Rest(IEnumerable<Sum<string>> sums)
    {
        var rest = new Fates();
        var count = 0;
        foreach (var sum in sums)
        {
            count++;
            foreach (var decision in Pictures.Stack) rest.Add(decision, sum.Fates[decision]);
        }

        return new Sum<string>($"{Words.Count(count)} others", rest);
    }
}
