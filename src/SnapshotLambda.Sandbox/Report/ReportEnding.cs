using SnapshotLambda.Core.Results;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>The report's last lines: the possible savings, the outcome and the next step.</summary>
internal static class ReportEnding
{
    private const int Long = 80;

    /// <summary>Writes the lines.</summary>
    public static void Write(IAnsiConsole console, ReportContent report)
    {
        var result = report.Result;
        console.WriteLine();
        if (result.AtMost is not (null or AtMost.Nothing))
            console.WriteLine(
                $"{(result.DryRun ? "Would free" : "Frees")} {result.AtMost} (snapshots share blocks; the bill falls by less).");

        // One paragraph, so that it wraps at the console's width.
        console.Write(new Paragraph()
            .Append(result.Status.ToString(), new Style(Colour(result), decoration: Decoration.Bold))
            .Append($" (exit code {result.ExitCode}): {What(result)}\n"));
        if (result.Errors is { Count: > 1 } errors)
            console.Named(errors.Select(error => ("-", error)));
        if (NextStep(result) is { } next)
            console.WriteLine(next);
        if (report.GoOn.Count == 0)
            return;
        console.WriteLine();
        foreach (var (command, does) in report.GoOn)
        {
            console.WriteLine(does + ":");
            console.WriteLine("  " + command, new Style(decoration: Decoration.Bold));
        }
    }

    private static string What(RunResult result) =>
        result.Errors is { Count: > 1 } errors ? $"{ReportText.Count(errors.Count)} things are wrong with the event or the settings."
        : Refusal.Of(result) is { } refusal && result.Status == RunStatus.Succeeded
            ? $"the dry run did, but a real run would be Refused (exit code {(int)RunStatus.Refused}){refusal.Where}."
        : ReportText.OneLine(Shortened(result));

    /// <summary>The message, without the long texts of regions' notes.</summary>
    private static string Shortened(RunResult result) =>
        result.Regions.Count < 2 ? result.Message
        : result.Regions
            .Where(region => region.Message.Length > Long)
            .Aggregate(result.Message, (text, region) => text.Replace(region.Message, "see its note.", StringComparison.Ordinal));

    private static string? NextStep(RunResult result) =>
        result.NextStep is { Length: > 0 } step ? ReportText.OneLine(step)
        : result is { DryRun: true, Status: RunStatus.Succeeded } && Refusal.WouldDelete(result) > 0
            ? "Nothing was deleted. To delete: invoke it with \"dryRun\": false."
        : null;

    /// <summary>Colours of the terminal's own palette, readable on dark and on light.</summary>
    private static Color Colour(RunResult result) => result.Status switch
    {
        RunStatus.Succeeded => Refusal.Of(result) is null ? Color.Green : Color.Olive,
        RunStatus.PartiallyFailed or RunStatus.Incomplete or RunStatus.AlreadyRunning => Color.Olive,
        RunStatus.Failed or RunStatus.InvalidConfiguration or RunStatus.Refused => Color.Maroon,
    };
}
