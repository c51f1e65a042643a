using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>
/// Each region's account, status and numbers, and the sums where there are several regions. A column that would say nothing is left
/// out, and so is what a narrow console has no room for.
/// </summary>
internal static class RegionTable
{
    private const string Indent = "  ";
    private const string InScope = "In\nscope";
    private const string Account = "\nAccount";
    private const string Gone = "\nGone";
    private const string Remaining = "\nRemaining";

    /// <summary>What a narrow console does without, one after the other; the accounts then have lines of their own.</summary>
    private static readonly string[] Dispensable = [InScope, Account, Remaining, Gone];

    private sealed record Column(string Heading, Func<Line, string> Cell, bool IsNumber = true)
    {
        public int Width(IEnumerable<Line> lines) => Heading.Split('\n').Concat(lines.Select(Cell)).Max(text => text.Length);
    }

    /// <summary>A line of the table: a region's, or the last.</summary>
    private sealed record Line(string Account, string Region, string Status, SnapshotCounts Counts, bool IsRead, string Delete, string AtMost)
    {
        public string Number(Func<SnapshotCounts, int> value) => IsRead ? ReportText.Count(value(Counts)) : ReportText.None;
    }

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        Line[] lines = [.. Lines(result)];
        Column[] columns = Fitting([.. Columns(result)], lines, console.Profile.Width);
        bool areAccountsRows = Places.HasAccounts(result.Regions) && !columns.Any(column => column.Heading == Account);
        Table table = ReportText.Table([.. columns.Select(column => (column.Heading, column.IsNumber))]);
        string account = "";
        foreach (Line line in lines)
        {
            if (areAccountsRows && line.Region.Length > 0 && line.Account != account)
                table.Row([account = line.Account, .. columns.Skip(1).Select(_ => "")]);
            string[] cells = [.. columns.Select(column => column.Cell(line))];
            if (areAccountsRows)
                cells[0] = line.Region.Length > 0 ? Indent + line.Region : line.Account;
            table.Row(cells);
        }

        console.WriteLine();
        console.Write(table);
    }

    private static IEnumerable<Line> Lines(RunResult result)
    {
        foreach (RegionResult region in result.Regions)
        {
            bool isRead = region.PlanDigest is not null || region.Scanned > 0;
            bool counts = isRead && !region.WouldRefuse;
            yield return new(
                region.Account,
                region.Region,
                region.WouldRefuse ? "would refuse" : region.Status.ToString(),
                region,
                isRead,
                counts ? ReportText.Count(region.WouldDelete ?? region.Deleted ?? 0) : ReportText.None,
                counts ? ReportText.GiB(region.FullSizeBytes) : ReportText.None);
        }

        if (result.Regions.Count > 1)
        {
            int delete = result.DryRun ? Refusal.WouldDelete(result) : result.Totals.Deleted ?? 0;
            yield return new("Total", Places.HasAccounts(result.Regions) ? "" : "Total", "", result.Totals, true, ReportText.Count(delete), ReportText.GiB(Refusal.FreedAtMost(result)));
        }
    }

    private static IEnumerable<Column> Columns(RunResult result)
    {
        SnapshotCounts[] all = [.. result.Regions, result.Totals];
        if (Places.HasAccounts(result.Regions))
            yield return new(Account, line => line.Account, IsNumber: false);
        yield return new("\nRegion", line => line.Region, IsNumber: false);
        if (result.Regions.Count > 1)
            yield return new("\nStatus", line => line.Status, IsNumber: false);
        yield return new("\nScanned", line => line.Number(counts => counts.Scanned));
        yield return new(InScope, line => line.Number(counts => counts.InScope));
        yield return new("\nKept", line => line.Number(counts => counts.Kept.Values.Sum()));
        yield return new(result.DryRun ? "Would\ndelete" : "\nDeleted", line => line.Delete);
        (string Heading, Func<SnapshotCounts, int> Value)[] seldom =
        [
            ("Would\nmark", counts => counts.WouldMark ?? 0), ("\nMarked", counts => counts.Marked ?? 0), (Gone, counts => counts.AlreadyGone),
            ("\nFailed", counts => counts.Failed), ("Not\ntried", counts => counts.NotAttempted), (Remaining, counts => counts.Remaining),
        ];
        foreach ((string heading, Func<SnapshotCounts, int> value) in seldom.Where(column => all.Any(counts => column.Value(counts) > 0)))
            yield return new(heading, line => line.Number(value));
        yield return new("At most\nGiB", line => line.AtMost);
    }

    private static Column[] Fitting(Column[] columns, Line[] lines, int width)
    {
        foreach (string heading in Dispensable)
        {
            if (columns.Sum(column => column.Width(lines) + ReportText.Gap) - ReportText.Gap + Indent.Length <= width)
                return columns;
            columns = [.. columns.Where(column => column.Heading != heading)];
        }

        return columns;
    }
}
