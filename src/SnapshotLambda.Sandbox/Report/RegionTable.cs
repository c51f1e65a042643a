using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>
/// The table of regions: account, status and numbers, with sums if there are several. Empty columns are left out, and so are those that a
/// narrow console has no room for.
/// </summary>
internal static class RegionTable
{
    private const string Indent = "  ";
    private const string InScope = "In\nscope";
    private const string Account = "\nAccount";
    private const string Gone = "\nGone";
    private const string Remaining = "\nRemaining";

    /// <summary>The columns that a narrow console leaves out, in this order; accounts then get lines of their own.</summary>
    private static readonly string[] Dispensable = [InScope, Account, Remaining, Gone];

    private sealed record Column(string Heading, Func<Line, string> Cell, bool IsNumber = true)
    {
        public int Width(IEnumerable<Line> lines) => Heading.Split('\n').Concat(lines.Select(Cell)).Max(text => text.Length);
    }

    /// <summary>A line of the table: a region, or the sums.</summary>
    private sealed record Line(
        string Account, string Region, string Status, SnapshotCounts Counts, bool IsRead, string Delete, string AtMost)
    {
        public string Number(Func<SnapshotCounts, int> value) => IsRead ? ReportText.Count(value(Counts)) : ReportText.None;
    }

    /// <summary>Writes the table.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        Line[] lines = [.. Lines(result)];
        var columns = Fitting([.. Columns(result)], lines, console.Profile.Width);
        var areAccountsRows = Places.HasAccounts(result.Regions) && !columns.Any(column => column.Heading == Account);
        var table = ReportText.Table([.. columns.Select(column => (column.Heading, column.IsNumber))]);
        var account = "";
        foreach (var line in lines)
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
        foreach (var region in result.Regions)
        {
            var isRead = region.PlanDigest is not null || region.Scanned > 0;
            var counts = isRead && !region.WouldRefuse;
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
            var delete = result.DryRun ? Refusal.WouldDelete(result) : result.Totals.Deleted ?? 0;
            yield return new(
                "Total",
                Places.HasAccounts(result.Regions) ? "" : "Total",
                "",
                result.Totals,
                true,
                ReportText.Count(delete),
                ReportText.GiB(Refusal.FreedAtMost(result)));
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
            ("Would\nmark", counts => counts.WouldMark ?? 0),
            ("\nMarked", counts => counts.Marked ?? 0),
            (Gone, counts => counts.AlreadyGone),
            ("\nFailed", counts => counts.Failed), ("Not\ntried", counts => counts.NotAttempted), (Remaining, counts => counts.Remaining),
        ];
        foreach (var (heading, value) in seldom.Where(column => all.Any(counts => column.Value(counts) > 0)))
            yield return new(heading, line => line.Number(value));
        yield return new("At most\nGiB", line => line.AtMost);
    }

    private static Column[] Fitting(Column[] columns, Line[] lines, int width)
    {
        foreach (var heading in Dispensable)
        {
            if (columns.Sum(column => column.Width(lines) + ReportText.Gap) - ReportText.Gap + Indent.Length <= width)
                return columns;
            columns = [.. columns.Where(column => column.Heading != heading)];
        }

        return columns;
    }
}
