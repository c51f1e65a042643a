using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Why snapshots were kept, all regions together, most first: with what each reason means, and where regions fill the screen without.</summary>
internal static class KeptTable
{
    /// <summary>More regions than these fill a screen.</summary>
    public const int FewRegions = 4;

    /// <summary>Writes the table; nothing if nothing was kept.</summary>
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

        Table table = ReportText.Table(("Kept", true), ("because", false), ("", false));
        foreach ((string reason, int count) in kept)
            table.Row(ReportText.Count(count), reason, explanations.GetValueOrDefault(reason, ""));
        console.Write(table);
    }
}
