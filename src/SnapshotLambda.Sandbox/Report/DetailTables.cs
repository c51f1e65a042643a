using SnapshotLambda.Core.Outcomes;
using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The tables of the oldest snapshots to delete, and of failures.</summary>
internal static class DetailTables
{
    private const int OldestShown = 5;
    private const int OldestOfMany = 3;
    private const int FailuresShown = 5;

    /// <summary>The column that a narrow console has no room for.</summary>
    private const string Volume = "volume";

    private sealed record Oldest(RegionResult Region, SampledSnapshot Snapshot);

    private sealed record OldestColumn(string Heading, Func<Oldest, string> Cell, bool IsNumber = false)
    {
        public int Width(IEnumerable<Oldest> rows) => rows.Select(Cell).Append(Heading).Max(text => text.Length);
    }

    /// <summary>Writes the tables that have rows.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        WriteOldest(console, result);
        WriteFailures(console, result);
    }

    private static void WriteOldest(IAnsiConsole console, RunResult result)
    {
        Oldest[] oldest =
        [
            .. result.Regions
                .Where(region => !region.WouldRefuse)
                .SelectMany(region => region.Sample.Select(snapshot => new Oldest(region, snapshot)))
                .OrderBy(entry => entry.Snapshot.StartTime).ThenBy(entry => entry.Snapshot.SnapshotId, StringComparer.Ordinal)
                .Take(result.Regions.Count > KeptTable.FewRegions ? OldestOfMany : OldestShown),
        ];
        if (oldest.Length == 0)
            return;
        OldestColumn[] columns = [.. OldestColumns(result)];
        if (columns.Sum(column => column.Width(oldest) + ReportText.Gap) - ReportText.Gap > console.Profile.Width)
            columns = [.. columns.Where(column => column.Heading != Volume)];
        var table = ReportText.Table([.. columns.Select(column => ("\n" + column.Heading, column.IsNumber))]);
        table.Columns[Array.FindIndex(columns, column => column.IsNumber)].Header = new Text(
            "at most\nGiB", new Style(decoration: Decoration.Bold));
        foreach (var one in oldest)
            table.Row([.. columns.Select(column => column.Cell(one))]);
        console.WriteLine();
        console.Write(table);
    }

    private static IEnumerable<OldestColumn> OldestColumns(RunResult result)
    {
        yield return new(result.DryRun ? "Oldest to be deleted" : "Oldest deleted", one => one.Snapshot.SnapshotId);
        yield return new("started", one => ReportText.Day(one.Snapshot.StartTime));
        yield return new(Volume, one => one.Snapshot.VolumeId ?? ReportText.None);
        yield return new("at most", one => ReportText.GiB(one.Snapshot.FullSizeBytes), IsNumber: true);
        yield return new("region", one => one.Region.Region);
        if (Places.HasAccounts(result.Regions))
            yield return new("account", one => one.Region.Account);
    }

    private static void WriteFailures(IAnsiConsole console, RunResult result)
    {
        (RegionResult Region, SnapshotFailure Failure)[] failures =
        [
            .. result.Regions.SelectMany(region => region.Failures.Select(failure => (region, failure))),
        ];
        if (failures.Length == 0)
            return;
        console.Heading("Failed");
        console.Named(failures.Take(FailuresShown).Select(entry => (
            entry.Failure.SnapshotId,
            $"in {Places.NameOf(entry.Region, result.Regions)}: {entry.Failure.Code} after {Tries(entry.Failure.Attempts)}. "
            + entry.Failure.Message)));
        var more = result.Totals.Failed - Math.Min(failures.Length, FailuresShown);
        if (more > 0)
            console.WriteLine($"and {ReportText.Count(more)} more, in the log as snapshot_failed");
    }

    private static string Tries(int attempts) => attempts == 1 ? "1 try" : $"{ReportText.Count(attempts)} tries";
}
