using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>
/// The reasons for keeping snapshots, of all regions together, the most frequent first. Explanations are left out where regions fill the
/// screen.
/// </summary>
internal static class KeptTable
{
    /// <summary>The number of regions above which they fill a screen.</summary>
    public const int FewRegions = 4;

    /// <summary>Writes the table, or nothing if nothing was kept.</summary>
    public static void Write(IAnsiConsole console, RunResult result, IReadOnlyDictionary<string, string> explanations)
    {
        KeyValuePair<string, int>[] kept =
        [
            .. result.Totals.Kept.Where(reason => reason.Value > 0)
                .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal),
        ];
        if (kept.Length == 0)
            return;
        console.WriteLine();
        if (result.Regions.Count > FewRegions)
        {
            console.Named([("Kept", string.Join(", ", kept.Select(reason => $"{ReportText.Count(reason.Value)} {reason.Key}")))]);
            return;
        }

        var table = ReportText.Table(("Kept", true), ("because", false), ("", false));
        foreach (var (reason, count) in kept)
            table.Row(ReportText.Count(count), reason, explanations.GetValueOrDefault(reason, ""));
        console.Write(table);
    }
}
