using SnapshotLambda.Core;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The report's last lines: what it may save, how it ended, what to do next.</summary>
internal static class ReportEnding
{
    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, ReportContent report)
    {
        RunResult result = report.Result;
        console.WriteLine();
        if (result.Totals.FullSizeBytes > 0)
            console.WriteLine($"{(result.DryRun ? "Would free" : "Frees")} at most {ReportText.GiB(result.Totals.FullSizeBytes)} GiB (snapshots share blocks; the bill falls by less).");
        console.Write(new Text(result.Status.ToString(), new Style(Colour(result.Status), decoration: Decoration.Bold)));
        console.WriteLine($" (exit code {result.ExitCode}): {OneLine(result.Message)}");
        if (NextStep(result) is { } next)
            console.WriteLine(next);
        if (report.GoOn.Count == 0)
            return;
        console.WriteLine();
        foreach ((string command, string does) in report.GoOn)
        {
            console.WriteLine(does + ":");
            console.WriteLine("  " + command, new Style(decoration: Decoration.Bold));
        }
    }

    private static string? NextStep(RunResult result) =>
        result.NextStep is { Length: > 0 } step ? OneLine(step)
        : result is { DryRun: true, Status: RunStatus.Succeeded, Totals.WouldDelete: > 0 } ? "Nothing was deleted. To delete: invoke it with \"dryRun\": false."
        : null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>Colours of the terminal's own palette, readable on dark and on light.</summary>
    private static Color Colour(RunStatus status) => status switch
    {
        RunStatus.Succeeded => Color.Green,
        RunStatus.PartiallyFailed or RunStatus.Incomplete or RunStatus.AlreadyRunning => Color.Olive,
        RunStatus.Failed or RunStatus.InvalidConfiguration or RunStatus.Refused => Color.Maroon,
    };
}
