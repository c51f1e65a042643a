using Spectre.Console;
using SnapshotLambda.Core;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The numbers of each region, and their sums where there are several. A column that would say nothing is left out.</summary>
internal static class RegionTable
{
    private sealed record Column(string Heading, Func<SnapshotCounts, string> Cell, bool IsShown);

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        bool severalAccounts = result.Regions.Select(region => region.Account).Distinct().Count() > 1;
        Column[] columns = [.. Columns(result).Where(column => column.IsShown)];
        Table table = ReportText.Table(
        [
            .. severalAccounts ? [("Account", false)] : Array.Empty<(string, bool)>(),
            ("Region", false),
            .. columns.Select(column => (column.Heading, true)),
        ]);
        foreach (RegionResult region in result.Regions)
            AddRow(severalAccounts ? [region.Account, region.Region] : [region.Region], region);
        if (result.Regions.Count > 1)
            AddRow(severalAccounts ? ["Total", ""] : ["Total"], result.Totals);
        console.WriteLine();
        console.Write(table);

        void AddRow(IEnumerable<string> names, SnapshotCounts counts) =>
            table.Row([.. names, .. columns.Select(column => column.Cell(counts))]);
    }

    private static IEnumerable<Column> Columns(RunResult result)
    {
        SnapshotCounts[] all = [.. result.Regions, result.Totals];
        yield return new("Scanned", counts => ReportText.Count(counts.Scanned), true);
        yield return new("In scope", counts => ReportText.Count(counts.InScope), true);
        yield return new("Kept", counts => ReportText.Count(counts.Kept.Values.Sum()), true);
        yield return new("Would delete", counts => ReportText.Count(counts.WouldDelete ?? 0), result.DryRun);
        yield return new("Deleted", counts => ReportText.Count(counts.Deleted ?? 0), !result.DryRun);
        yield return Seldom("Would mark", counts => counts.WouldMark ?? 0);
        yield return Seldom("Marked", counts => counts.Marked ?? 0);
        yield return Seldom("Gone", counts => counts.AlreadyGone);
        yield return Seldom("Failed", counts => counts.Failed);
        yield return Seldom("Not tried", counts => counts.NotAttempted);
        yield return Seldom("Remaining", counts => counts.Remaining);
        yield return new("GiB", counts => "<= " + ReportText.GiB(counts.FullSizeBytes), true);

        Column Seldom(string heading, Func<SnapshotCounts, int> value) =>
            new(heading, counts => ReportText.Count(value(counts)), all.Any(counts => value(counts) > 0));
    }
}
