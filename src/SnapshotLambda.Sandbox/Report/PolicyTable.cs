using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The table of policies: the cutoff and the numbers of each, of all regions together.</summary>
internal static class PolicyTable
{
    /// <summary>Writes the table, or nothing without policies.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        if (result.Policies is not { Count: > 0 } policies)
            return;
        var marks = policies.Any(policy => MarkedBy(policy) > 0);
        var table = ReportText.Table(
        [
            ("\nPolicy", false), ("Old enough if\nstarted before", false), ("\nScanned", true), ("\nKept", true),
            (result.DryRun ? "Would\ndelete" : "\nDeleted", true),
            .. marks ? [(result.DryRun ? "Would\nmark" : "\nMarked", true)] : Array.Empty<(string, bool)>(),
            ("At most\nGiB", true),
        ]);
        foreach (var policy in policies)
            table.Row(
            [
                policy.Name, ReportText.Instant(policy.Cutoff), ReportText.Count(policy.Totals.Scanned),
                ReportText.Count(policy.Totals.Kept.Values.Sum()),
                ReportText.Count(policy.Totals.WouldDelete ?? policy.Totals.Deleted ?? 0),
                .. marks ? [ReportText.Count(MarkedBy(policy))] : Array.Empty<string>(),
                ReportText.GiB(policy.Totals.FullSizeBytes),
            ]);
        console.WriteLine();
        console.Write(table);
    }

    private static int MarkedBy(PolicyResult policy) => policy.Totals.WouldMark ?? policy.Totals.Marked ?? 0;
}
