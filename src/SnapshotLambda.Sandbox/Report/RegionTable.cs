using SnapshotLambda.Core;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The numbers of each region, and their sums where there are several. A column that would say nothing is left out.</summary>
internal static class RegionTable
{
    private sealed record Column(string Heading, Func<SnapshotCounts, string> Cell, bool IsShown);

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        Column[] columns = [.. Columns(result).Where(column => column.IsShown)];
        Table table = ReportText.Table([("\nRegion", false), .. columns.Select(column => (column.Heading, true))]);
        IGrouping<string, RegionResult>[] accounts = [.. result.Regions.GroupBy(region => region.Account)];
        foreach (IGrouping<string, RegionResult> account in accounts)
        {
            if (accounts.Length > 1)
                table.Row([account.Key, .. columns.Select(_ => "")]);
            foreach (RegionResult region in account)
                AddRow(accounts.Length > 1 ? "  " + region.Region : region.Region, region);
        }

        if (result.Regions.Count > 1)
            AddRow("Total", result.Totals);
        console.WriteLine();
        console.Write(table);

        void AddRow(string name, SnapshotCounts counts) => table.Row([name, .. columns.Select(column => column.Cell(counts))]);
    }

    private static IEnumerable<Column> Columns(RunResult result)
    {
        SnapshotCounts[] all = [.. result.Regions, result.Totals];
        yield return new("\nScanned", counts => ReportText.Count(counts.Scanned), true);
        yield return new("In\nscope", counts => ReportText.Count(counts.InScope), true);
        yield return new("\nKept", counts => ReportText.Count(counts.Kept.Values.Sum()), true);
        yield return new("Would\ndelete", counts => ReportText.Count(counts.WouldDelete ?? 0), result.DryRun);
        yield return new("\nDeleted", counts => ReportText.Count(counts.Deleted ?? 0), !result.DryRun);
        yield return Seldom("Would\nmark", counts => counts.WouldMark ?? 0);
        yield return Seldom("\nMarked", counts => counts.Marked ?? 0);
        yield return Seldom("\nGone", counts => counts.AlreadyGone);
        yield return Seldom("\nFailed", counts => counts.Failed);
        yield return Seldom("Not\ntried", counts => counts.NotAttempted);
        yield return Seldom("\nRemaining", counts => counts.Remaining);
        yield return new("At most\nGiB", counts => ReportText.GiB(counts.FullSizeBytes), true);

        Column Seldom(string heading, Func<SnapshotCounts, int> value) =>
            new(heading, counts => ReportText.Count(value(counts)), all.Any(counts => value(counts) > 0));
    }
}
