using SnapshotLambda.Core;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The oldest snapshots to go, what failed, and what a region has to say beyond its numbers.</summary>
internal static class DetailTables
{
    private const int OldestShown = 5;
    private const int FailuresShown = 10;

    /// <summary>Writes those that have something to show.</summary>
    public static void Write(IAnsiConsole console, RunResult result)
    {
        WriteOldest(console, result);
        WriteFailures(console, result);
        WriteRemarks(console, result);
    }

    private static void WriteOldest(IAnsiConsole console, RunResult result)
    {
        (string Region, SampledSnapshot Snapshot)[] oldest =
        [
            .. result.Regions.SelectMany(region => region.Sample.Select(snapshot => (region.Region, Snapshot: snapshot)))
                .OrderBy(entry => entry.Snapshot.StartTime).ThenBy(entry => entry.Snapshot.SnapshotId, StringComparer.Ordinal)
                .Take(OldestShown),
        ];
        if (oldest.Length == 0)
            return;
        Table table = ReportText.Table(
            (result.DryRun ? "Oldest to be deleted" : "Oldest deleted", false), ("started", false), ("volume", false), ("GiB", true), ("region", false));
        foreach ((string region, SampledSnapshot snapshot) in oldest)
            table.Row(snapshot.SnapshotId, ReportText.Day(snapshot.StartTime), snapshot.VolumeId ?? "-", ReportText.Count(snapshot.SizeGiB), region);
        console.WriteLine();
        console.Write(table);
    }

    private static void WriteFailures(IAnsiConsole console, RunResult result)
    {
        DeletionFailure[] failures = [.. result.Regions.SelectMany(region => region.Failures)];
        if (failures.Length == 0)
            return;
        Table table = ReportText.Table(("Failed", false), ("code", false), ("tries", true), ("what AWS said", false));
        foreach (DeletionFailure failure in failures.Take(FailuresShown))
            table.Row(failure.SnapshotId, failure.Code, ReportText.Count(failure.Attempts), failure.Message);
        console.WriteLine();
        console.Write(table);
        int more = result.Totals.Failed - Math.Min(failures.Length, FailuresShown);
        if (more > 0)
            console.WriteLine($"and {ReportText.Count(more)} more, in the log as snapshot_failed");
    }

    private static void WriteRemarks(IAnsiConsole console, RunResult result)
    {
        (string Region, string Text)[] remarks = [.. result.Regions.SelectMany(region => Remarks(region).Select(text => (region.Region, text)))];
        if (remarks.Length == 0)
            return;
        Table table = ReportText.Table(("Note", false), ("", false));
        foreach ((string region, string text) in remarks)
            table.Row(region, text);
        console.WriteLine();
        console.Write(table);
    }

    private static IEnumerable<string> Remarks(RegionResult region)
    {
        if (region.Status != RegionStatus.Succeeded)
            yield return $"{region.Status}{(region.Reason is null ? "" : $" ({region.Reason})")}: {region.Message}";
        else if (region.WouldRefuse)
            yield return $"A real run would refuse this plan: {region.Message}";
        if (region.SkippedGuards.Count > 0)
            yield return $"Guards left out by skipGuards: {string.Join(", ", region.SkippedGuards)}";
        if (region.FenceOmits.Count > 0)
            yield return $"Not held by AWS itself, only by this tool's rules: {string.Join(", ", region.FenceOmits)}";
    }
}
