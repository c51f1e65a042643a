using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using SnapshotLambda.Report.Model;

namespace SnapshotLambda.Report.Html;

/// <summary>What changed since the plan that a person approved, snapshot by snapshot.</summary>
internal static class ApprovedSince
{
    /// <summary>Writes it, for a run that had such an approval.</summary>
    public static void Write(HtmlText html, RunResult result)
    {
        var approvals = result.Regions.Where(region => region.Approval is not null)
            .Select(region => (Place: new Place(region.Account, region.Region), Approval: region.Approval!))
            .ToList();
        if (approvals.Count == 0) return;
        int Sum(Func<ApprovalResult, int> count) => approvals.Sum(one => count(one.Approval));
        var changes = approvals.SelectMany(one => one.Approval.Changes.Select(change => (one.Place, Change: change))).ToList();
        html.Write($"""
            <details class="card regions"{(changes.Count > 0 ? " open" : "")}><summary><h2>Since the approved plan</h2>
            <span class="soft">{Words.Count(Sum(one => one.Approved))} of {Words.Count(Sum(one => one.Planned))} were approved;
            since then {Words.Count(Sum(one => one.Gone))} gone, {Words.Count(Sum(one => one.Kept))} kept now,
            {Words.Count(Sum(one => one.New))} new</span></summary>

            """);
        if (changes.Count == 0)
        {
            html.Write($"<p>Nothing is otherwise than in the plan that was approved.</p></details>\n");
            return;
        }

        ScrolledTable.Begin(html, "Since the approved plan", "Snapshot", "Account", "Region", "What changed");
        foreach (var (place, change) in changes)
        {
            html.Write($"""
                <tr><th scope="row" class="mono">{change.SnapshotId}</th><td class="mono">{place.Account}</td><td>{place.Region}</td>
                <td>{Of(change.Change)}
                """);
            if (change.Reason is { } reason && change.Change is ApprovalChangeKind.Kept)
                html.Write($": <b>{Words.Spaced(reason)}</b> {Explanations.Of(reason)}");
            html.Write($"</td></tr>\n");
        }

        ScrolledTable.End(html);
        if (Sum(one => one.Gone + one.Kept + one.New) is var all && all > changes.Count)
            html.Write($"<p class=\"soft\">and {Words.Count(all - changes.Count)} more, in the log's lines approval_changed.</p>\n");
        html.Write($"</details>\n");
    }

    private static string Of(ApprovalChangeKind change) => change switch
    {
        ApprovalChangeKind.Gone => "approved, and gone by now",
        ApprovalChangeKind.Kept => "approved, and kept now",
        ApprovalChangeKind.New => "would go tonight, and was not in the plan: not approved, so it stays",
    };
}
