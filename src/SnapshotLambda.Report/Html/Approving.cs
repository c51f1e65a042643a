using SnapshotLambda.Report.Approvals;
using SnapshotLambda.Report.Model;
using SnapshotLambda.Report.Plans;

namespace SnapshotLambda.Report.Html;

/// <summary>
/// What the script needs so that a person can tick what a dry run would delete, and save that as an approval. Without it nothing of this
/// is seen but the command for what the page has no room for.
/// </summary>
internal static class Approving
{
    /// <summary>True for a dry run that would delete something.</summary>
    public static bool IsPossible(RunReport report) =>
        report.Plans.Count > 0 && report.Plans.All(plan => plan.Header.DryRun) && report.Shown[PlanDecision.Delete].Count > 0;

    /// <summary>Writes what to do, above the list.</summary>
    public static void How(HtmlText html, RunReport report)
    {
        if (!IsPossible(report)) return;
        var until = report.At!.Value.AddDays(ApprovalText.MostDays);
        html.Write($"""
            <p id="how" class="soft" hidden>To have exactly some of this deleted, tick it and save the approval: a payload for the function.
            That run deletes what is ticked and still goes by then, and nothing else. Every rule, guard and limit but maxDeletePercent
            holds. The approval is good for {ApprovalText.MostDays} days, until {Words.Instant(until)}, where the function keeps its plans in
            a bucket or a folder.</p>

            """);
        if (report.LeavesDeletionsOut)
            html.Write($"""
                <p class="rest">This page lists {Words.Count(report.Shown[PlanDecision.Delete].Count)} of the
                {Words.Count(report.Sums.Total[PlanDecision.Delete].Count, "snapshot")} that would be deleted, and its boxes stand for these
                alone. To approve more, copy the run's folder to this machine, and write the approval on the command line:
                <span class="mono">dotnet run --project src/SnapshotLambda.Sandbox --
                approve FOLDER --event approval.json --approval {report.RunId}.json</span></p>

                """);
    }

    /// <summary>Writes the bar that says what is ticked.</summary>
    public static void Bar(HtmlText html, RunReport report)
    {
        if (!IsPossible(report)) return;
        html.Write($"""
            <form id="approve" class="approve" aria-label="Approval" data-run="{report.RunId}"
             data-planned="{report.Sums.Total[PlanDecision.Delete].Count}" hidden>
            <label><input id="all" type="checkbox" autocomplete="off"><span id="all-text"></span></label>
            <p id="ticked" role="status"></p>
            <button id="save" type="button">Save approval</button>

            """);
        if (report.LeavesDeletionsOut) Sums(html, report);
        html.Write($"</form>\n");
    }

    /// <summary>The number of deletions in each group of which the page may not list all. The keys are the script's.</summary>
    private static void Sums(HtmlText html, RunReport report)
    {
        html.Write($"<ul hidden>\n");
        if (report.Owners is { } owners)
            foreach (var owner in owners.Values)
                Sum(html, $"tag:{owners.Key}", BarsPicture.NameOf(owner.Name), owner.Fates);
        foreach (var policy in report.Sums.Policies) Sum(html, "policy", policy.Name, policy.Fates);
        foreach (var place in report.Sums.Places)
        {
            Sum(html, "region", $"{place.Name.Region} · {place.Name.Account}", place.Fates);
            Sum(html, "account", place.Name.Account, place.Fates);
        }

        html.Write($"</ul>\n");
    }

    private static void Sum(HtmlText html, string by, string key, Fates fates)
    {
        if (fates[PlanDecision.Delete].Count is > 0 and var count)
            html.Write($"<li data-by=\"{by}\" data-key=\"{key}\">{count}</li>\n");
    }
}
