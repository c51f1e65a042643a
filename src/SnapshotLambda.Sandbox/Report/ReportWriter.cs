using System.Text;
using Spectre.Console;

namespace SnapshotLambda.Sandbox.Report;

/// <summary>Writes a report for people: the run, its outcome, the reasons for keeping, the next step.</summary>
internal static class ReportWriter
{
    /// <summary>The width of a line if the output is no terminal.</summary>
    public const int PlainWidth = 100;

    /// <summary>The report as plain text: no colours, no cut words, no spaces at the ends of lines.</summary>
    public static string Plain(ReportContent report, int width = PlainWidth) => Plain(console => Write(console, report), width);

    /// <summary>What is written as plain text likewise.</summary>
    public static string Plain(Action<IAnsiConsole> write, int width = PlainWidth)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        write(console);
        var trimmed = new StringBuilder();
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
            trimmed.Append(line.TrimEnd()).Append('\n');
        return trimmed.ToString();
    }

    /// <summary>Writes the report to a console.</summary>
    public static void Write(IAnsiConsole console, ReportContent report)
    {
        var result = report.Result;
        ReportHeader.Write(console, report);
        if (result.Regions.Count > 0)
            RegionTable.Write(console, result);
        PolicyTable.Write(console, result);
        KeptTable.Write(console, result, report.Explanations);
        DetailTables.Write(console, result);
        NoteList.Write(console, result);
        ReportEnding.Write(console, report);
    }
}
