using System.Text.Json;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>The page's beginning: the run in one sentence, its status, what to do next, and what did not go as it should.</summary>
internal static class Opening
{
    /// <summary>Writes it.</summary>
    public static void Write(HtmlText html, RunReport report)
    {
        html.Write($"""<header class="top"><p class="kicker">SnapshotLambda · {(report.DryRun ? "dry run" : "run")}""");
        if (report.At is { } at)
            html.Write($""" of <time datetime="{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}">{Words.Instant(at)}</time>""");
        html.Write($"</p>\n");
        Undo.Warning(html, report);
        if (report.Result is { } result)
            OfResult(html, result, report);
        else
            WithoutResult(html, report);
        Money(html, report);
        html.Write($"</header>\n<main>\n");
        if (report.Result is not { } known) return;
        ApprovedSince.Write(html, known);
        Regions(html, known, report);
    }

    private static void OfResult(HtmlText html, RunResult result, RunReport report)
    {
        html.Write($"""
            <h1>{result.Message}</h1>
            <p class="state"><span class="pill {Tone(result.Status)}"><span aria-hidden="true">{Sign(result.Status)}</span>
            {Words.Spaced(result.Status.ToString())}</span>
            """);
        if (result.Reason is { } reason) html.Write($" <span class=\"pill\">{Words.Spaced(reason)}</span>");
        html.Write($"</p>\n");
        if (ApprovedRun(result) is { } approved)
            html.Write($"""
                <p>People approved this of the plan of run <span class="mono">{approved}</span>. Whatever else would go tonight was not
                approved, and stays.</p>

                """);
        if (result.NextStep is { } next) html.Write($"<p class=\"next\"><strong>What to do next</strong> {next}</p>\n");
        Undo.Way(html, report);
        List<Note> notes = [.. result.Notes.Where(note => !Undo.Says(note))];
        if (notes.Count > 0)
        {
            html.Write($"<div class=\"notes\"><h2>Notes</h2><ul>");
            foreach (var note in notes) html.Write($"<li><b>{Words.Spaced(note.Code)}</b> {note.Text}</li>");
            html.Write($"</ul></div>\n");
        }

        if (result.LeftOut is { } leftOut) html.Write($"<p class=\"soft\">{leftOut}</p>\n");
    }

    private static void WithoutResult(HtmlText html, RunReport report)
    {
        if (report.Plans.Count == 0)
        {
            html.Write($"""
                <h1>The run left neither a plan nor a result.</h1>
                <p class="state"><span class="pill bad"><span aria-hidden="true">!</span> No result</span></p>
                <p class="next"><strong>What to do next</strong> Read the function's reply, or its log:
                it ended before it planned a region.</p>

                """);
            return;
        }

        html.Write($"""
            <h1>There is no result of this run: this is what it planned in {Words.Count(report.Plans.Count, "region")}.</h1>
            <p class="state"><span class="pill bad"><span aria-hidden="true">!</span> No result</span></p>
            <p class="next"><strong>What to do next</strong> Make the report of the run's whole folder, where result.json is.
            If there is none, the run was ended before it could write it: the function's log says why.
            """);
        if (report.DryRun)
            html.Write($" It was a dry run, so nothing was to be changed.</p>\n");
        else
            html.Write($"""
                 It also says what was done: {Words.Count(report.Sums.Total[PlanDecision.Delete].Count, "deletion")} had been planned,
                and the files below deletions/ name what was about to be deleted. The next run plans anew.</p>

                """);
        Undo.Way(html, report);
    }

    private static string? ApprovedRun(RunResult result) =>
        result.Settings.GetValueOrDefault("approvedRun")?.Value is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static void Money(HtmlText html, RunReport report)
    {
        if (report.Plans.Count == 0) return;
        var tonight = report.Deleted ?? report.Sums.Total[PlanDecision.Delete];
        if (tonight.Count > 0)
        {
            var tense = report.DryRun ? "would be" : report.Deleted is null ? "was to be" : "was";
            html.Write($"<p class=\"money\">What {tense} deleted frees <b>{Words.AtMost(tonight, report.HasPrices)}</b>.");
            html.Write($" Snapshots share blocks, so a deletion frees less than its full size.");
            if (report.UsesRecycleBin) html.Write($" The saving begins when the snapshots leave the Recycle Bin.");
            html.Write($"</p>\n");
        }

        if (report.UnpricedRegions is { Count: > 0 } regions)
        {
            html.Write($"<p class=\"soft\">No price is set for {string.Join(", ", regions)}: ");
            html.Write($"the sums in dollars leave {(regions.Count == 1 ? "it" : "them")} out.</p>\n");
        }
    }

    private static void Regions(HtmlText html, RunResult result, RunReport report)
    {
        if (result.Regions.Count < 2 && result.Regions.All(region => region.Status is RegionStatus.Succeeded)) return;
        var planned = report.Plans.Select(plan => new Place(plan.Header.Account, plan.Header.Region)).ToHashSet();
        var wrong = result.Regions.Count(region => region.Status is not RegionStatus.Succeeded);
        html.Write($"""<details class="card regions"{(wrong > 0 ? " open" : "")}><summary><h2>Regions</h2> """);
        html.Write($"""<span class="soft">{Words.Count(result.Regions.Count)}, """);
        html.Write($"{(wrong == 0 ? "all succeeded" : $"{Words.Count(wrong)} not as planned")}</span></summary>");
        ScrolledTable.Begin(html, "Regions", "Account", "Region", "Status", "What happened");
        foreach (var region in result.Regions.OrderBy(region => region.Status is RegionStatus.Succeeded ? 1 : 0))
        {
            html.Write($"""
                <tr><td class="mono">{region.Account}</td><th scope="row">{region.Region}</th>
                <td><span class="pill {Tone(region.Status)}">{Words.Spaced(region.Status.ToString())}</span></td><td>{region.Message}
                """);
            if (!planned.Contains(new Place(region.Account, region.Region)))
                html.Write($""" <span class="soft">It has no plan here.</span>""");
            html.Write($"</td></tr>\n");
        }

        ScrolledTable.End(html);
        html.Write($"</details>\n");
        Failures(html, result);
    }

    private static void Failures(HtmlText html, RunResult result)
    {
        var failures = result.Regions.SelectMany(region => region.Failures).ToList();
        if (failures.Count == 0) return;
        html.Write($"""
            <details class="card regions" open><summary><h2>Failures</h2>
            <span class="soft">{Words.Count(failures.Count)} of {Words.Count(result.Totals.Failed)}</span></summary>
            """);
        ScrolledTable.Begin(html, "Failures", "Snapshot", "Code", "What EC2 says");
        foreach (var failure in failures)
            html.Write($"""
                <tr><th scope="row" class="mono">{failure.SnapshotId}</th><td>{failure.Code}</td><td>{failure.Message}</td></tr>

                """);
        ScrolledTable.End(html);
        html.Write($"</details>\n");
    }

    private static string Tone(RunStatus status) => status switch
    {
        RunStatus.Succeeded => "good",
        RunStatus.Incomplete or RunStatus.AlreadyRunning => "warn",
        RunStatus.Failed or RunStatus.InvalidConfiguration or RunStatus.PartiallyFailed or RunStatus.Refused => "bad",
    };

    private static string Tone(RegionStatus status) => status switch
    {
        RegionStatus.Succeeded => "good",
        RegionStatus.Incomplete or RegionStatus.NotAllowed => "warn",
        RegionStatus.Failed or RegionStatus.PartiallyFailed or RegionStatus.Refused => "bad",
    };

    private static string Sign(RunStatus status) => Tone(status) switch
    {
        "good" => "✓",
        "warn" => "…",
        _ => "!",
    };
}
