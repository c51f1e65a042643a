using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>The snapshots themselves, folded by volume, and a count of those for which there is no room.</summary>
internal static class Listing
{
    // In seconds, beyond all others. A script's numbers are exact up to it.
    private const long UnknownStart = (1L << 53) - 1;

    private static readonly (string Value, string Name)[] Orders =
    [
        ("first", "what goes first"), ("old", "the oldest first"), ("new", "the newest first"), ("large", "the largest first"),
        ("name", "by name"),
    ];

    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        if (report.Sums.Total.All.Count == 0) return;
        html.Write($"<section aria-labelledby=\"h-list\"><h2 id=\"h-list\">Snapshots</h2>\n");
        if (report.Sums.Total[PlanDecision.Wait] is { Count: > 0 } waiting)
        {
            html.Write($"<p class=\"soft\">{Words.Count(waiting.Count, "snapshot")} wait{(waiting.Count == 1 ? "s" : "")} ");
            html.Write($"for another night, since maxDeletions is reached: tonight's count leaves them out. ");
            html.Write($"A later run looks at each anew.</p>\n");
        }

        Approving.How(html, report);
        Tools(html, report);
        var isOnePlace = report.Plans.Count == 1;
        html.Write($"<div id=\"groups\" data-group=\"volume\"");
        if (isOnePlace) html.Write($" data-one");
        if (report.Sums.Policies.Count == 0) html.Write($" data-plain");
        html.Write($">\n");
        foreach (var volume in report.Volumes) Volume(html, volume, report.DeletionsOf(volume.Key));
        html.Write($"</div>\n<p id=\"none\" class=\"soft\" hidden>No snapshot shown here matches.</p>\n");
        Rest(html, report);
        html.Write($"</section>\n");
    }

    private static void Tools(HtmlText html, RunReport report)
    {
        html.Write($"""
            <form id="tools" class="tools" role="search" hidden>
            <label>Search<input id="search" type="search" autocomplete="off" placeholder="id, name, tag, reason …"></label>
            <label>Group by<select id="group"><option value="volume">volume</option>
            """);
        foreach (var key in report.GroupKeys) html.Write($"<option value=\"tag:{key}\">tag {key}</option>");
        html.Write($"""<option value="account">account</option><option value="region">region</option>""");
        if (report.Sums.Policies.Count > 0) html.Write($"<option value=\"policy\">policy</option>");
        html.Write($"</select></label>\n<label>Sort<select id=\"sort\">");
        foreach (var (value, name) in Orders) html.Write($"<option value=\"{value}\">{name}</option>");
        html.Write($"""
            </select></label>
            <span class="buttons"><button type="button" id="unfold">Unfold all</button>
            <button type="button" id="reset">Show all</button></span>
            <p id="shown" role="status" class="soft"></p>
            </form>

            """);
    }

    private static void Volume(HtmlText html, ReportVolume volume, int? deletions)
    {
        html.Write($"<details class=\"g\"");
        if (deletions is { } number) html.Write($" data-n=\"{number}\"");
        html.Write($"><summary><span class=\"who\">");
        if (volume.Key.Id is { } id)
        {
            if (volume.Name is { } name) html.Write($"<bdi class=\"nm\">{name}</bdi> ");
            html.Write($"<span class=\"mono\">{id}</span>");
        }
        else
        {
            html.Write($"<b>Copies, and snapshots whose volume is not known</b>");
        }

        html.Write($" <span class=\"place\">{volume.Key.Region} · {volume.Key.Account}</span></span>");
        html.Write($"<span class=\"gist\">{RetentionPicture.Gist(volume)}</span></summary>\n");
        if (volume.Key.Id is not null && volume.Rows.Count > 1 && RetentionLine.For([volume]) is { } line)
        {
            html.Write($"""<svg class="line" height="56" role="img"><title>Snapshots of {volume.Key.Id} over time: """);
            html.Write($"{RetentionPicture.Gist(volume)}</title>");
            line.Write(html, volume, 28, withTitles: false);
            html.Write($"""<text x="0" y="52">{Words.Day(line.Range.From)}</text>""");
            html.Write($"<text x=\"100%\" y=\"52\" text-anchor=\"end\">{Words.Day(line.Range.To)}</text></svg>\n");
        }

        html.Write($"""
            <table><thead><tr><th scope="col">Snapshot</th><th scope="col" class="c-v">Volume</th><th scope="col">Started</th>
            <th scope="col" class="r">Age</th><th scope="col" class="r">At most</th><th scope="col" class="c-p">Policy</th>
            <th scope="col">Decision and reason</th></tr></thead><tbody>

            """);
        foreach (var row in volume.Rows) Row(html, row);
        html.Write($"</tbody></table></details>\n");
    }

    private static void Row(HtmlText html, ReportRow row)
    {
        var snapshot = row.Snapshot;
        html.Write($"<tr data-d=\"{Words.Letter(snapshot.Decision)}\" data-b=\"{snapshot.AtMostBytes}\"");
        html.Write($" data-t=\"{snapshot.StartTime?.ToUnixTimeSeconds() ?? UnknownStart}\"");
        html.Write($" data-a=\"{row.Plan.Account}\" data-g=\"{row.Plan.Region}\"");
        if (snapshot.Reason is { } reason) html.Write($" data-r=\"{reason}\"");
        if (row.Failure is not null) html.Write($" data-f=\"1\"");
        html.Write($"><th scope=\"row\"><span class=\"id\">");
        if (row.Name is { } name) html.Write($"<bdi class=\"nm\">{name}</bdi> ");
        html.Write($"<span class=\"mono\">{snapshot.Id}</span></span>");
        if (snapshot.Description is { Length: > 0 } description) html.Write($"<bdi class=\"ds\">{description}</bdi>");
        Tags(html, row);
        html.Write($"</th><td class=\"c-v mono\">{(snapshot.IsCopy ? "copy" : snapshot.VolumeId ?? "unknown")}</td><td class=\"st\">");
        if (snapshot.StartTime is { } start)
            html.Write($"""{Words.Day(start)}</td><td class="r">{Words.Count(row.AgeDays!.Value)} d""");
        else
            html.Write($"""unknown</td><td class="r">–""");
        html.Write($"""</td><td class="r">{Words.Size(snapshot.AtMostBytes)}{(snapshot.IsArchived ? ", archived" : "")}""");
        html.Write($"""</td><td class="c-p">{snapshot.Policy}</td><td>""");
        Decision(html, row);
        html.Write($"</td></tr>\n");
    }

    private static void Tags(HtmlText html, ReportRow row)
    {
        var any = false;
        foreach (var tag in row.Tags)
        {
            if (ReportRow.IsName(tag)) continue;
            if (!any) html.Write($"<span class=\"tags\">");
            any = true;
            html.Write($"<span class=\"t\"><bdi>{tag.Key}</bdi><bdi>{tag.Value}</bdi></span>");
        }

        if (row.TagsLeftOut > 0) html.Write($"<span class=\"soft\"> and {Words.Count(row.TagsLeftOut, "tag")} more, in plan.csv</span>");
        if (any) html.Write($"</span>");
    }

    private static void Decision(HtmlText html, ReportRow row)
    {
        var snapshot = row.Snapshot;
        var letter = Words.Letter(snapshot.Decision);
        html.Write($"<span class=\"dec d-{letter}\">{Words.Of(snapshot.Decision, row.Plan.DryRun)}</span>");
        if (row.Failure is { } failure) html.Write($"<span class=\"dec d-f\">failed: {failure.Code}</span>");
        if (snapshot.Reason is { } reason)
            html.Write($"<span class=\"rs\"><b>{Words.Spaced(reason)}</b> {Explanations.Of(reason) ?? ""}</span>");
        var others = snapshot.Periods.Where(period => period != snapshot.Reason).Select(Words.Lower).ToList();
        if (others.Count > 0) html.Write($"<span class=\"rs\">also {string.Join(", ", others)}</span>");
        if (snapshot.IsSharingUnknown) html.Write($"<span class=\"rs\">not yet asked with whom it is shared</span>");
    }

    private static void Rest(HtmlText html, RunReport report)
    {
        var parts = Pictures.Stack
            .Select(decision => (Decision: decision, Count: report.Sums.Total[decision].Count - report.Shown[decision].Count))
            .Where(part => part.Count > 0)
            .ToList();
        if (parts.Count == 0) return;
        var sum = parts.Sum(part => part.Count);
        var what = parts.Count == 1
            ? $"all {Words.Of(parts[0].Decision, report.DryRun)}"
            : string.Join(", ", parts.Select(part => $"{Words.Count(part.Count)} {Words.Of(part.Decision, report.DryRun)}"));
        html.Write($"<p class=\"rest\">and {Words.Count(sum)} more, {what}. ");
        html.Write($"plan.csv has them all; this page lists {Words.Count(report.Shown.All.Count)}.</p>\n");
    }
}
