using SnapshotLambda.Core.Restoring;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Writes the result of a restore for people: what was named, what became of it, what failed, the next step.</summary>
internal static class RestoreReport
{
    private const int MostFailures = 10;

    /// <summary>Writes it to a console.</summary>
    public static void Write(IAnsiConsole console, RestoreResult result)
    {
        console.Named(
        [
            (result.DryRun ? "Restore (dry run)" : "Restore", result.TakenBack ?? "snapshots or a span"),
            ("Status", result.Reason is { } reason ? $"{result.Status} ({reason})" : $"{result.Status}"),
            ("", result.Message),
        ]);
        if (result.Regions.Count > 0)
        {
            console.WriteLine();
            console.Write(Regions(result));
        }

        WriteFailures(console, result);
        if (result.NextStep is { } step)
        {
            console.WriteLine();
            console.Named([("Next", step)]);
        }
    }

    private static Table Regions(RestoreResult result)
    {
        var hasAccounts = result.Regions.Any(region => region.Account != result.Regions[0].Account);
        (string Heading, Func<RestoreCounts, int> Count, bool IsSeldom)[] columns =
        [
            ("\nFound", counts => counts.Found, false),
            (result.DryRun ? "Would\nrestore" : "\nRestored", counts => counts.WouldRestore ?? counts.Restored ?? 0, false),
            ("Already\nback", counts => counts.AlreadyBack, false),
            ("\nExpired", counts => counts.Expired, false),
            ("Of another\nrun", counts => counts.NotOfThisRun, true),
            ("\nFailed", counts => counts.Failed, true),
            ("Not\ntried", counts => counts.NotAttempted, true),
            ("Tags\nleft", counts => counts.TagsLeft, true),
        ];
        columns = [.. columns.Where(column => !column.IsSeldom || column.Count(result.Totals) > 0)];
        var table = ReportText.Table([("\nRegion", false), ("\nStatus", false), .. columns.Select(column => (column.Heading, true))]);
        foreach (var region in result.Regions)
        {
            var name = hasAccounts ? $"{region.Account} {region.Region}" : region.Region;
            table.Row([name, $"{region.Status}", .. columns.Select(column => ReportText.Count(column.Count(region.Counts)))]);
        }

        if (result.Regions.Count > 1)
            table.Row(["Total", "", .. columns.Select(column => ReportText.Count(column.Count(result.Totals)))]);
        return table;
    }

    private static void WriteFailures(IAnsiConsole console, RestoreResult result)
    {
        var failures = result.Regions
            .SelectMany(region => region.Failures, (region, failure) => (region.Region, Failure: failure))
            .ToList();
        if (failures.Count == 0) return;
        console.Heading("Failed");
        var table = ReportText.Table(("Snapshot", false), ("Region", false), ("Error", false));
        foreach (var (region, failure) in failures.Take(MostFailures))
            table.Row(failure.SnapshotId, region, $"{failure.Code}: {ReportText.OneLine(failure.Message)}");
        console.Write(table);
        if (failures.Count > MostFailures) console.WriteLine($"and {ReportText.Count(failures.Count - MostFailures)} more in the result");
    }
}
