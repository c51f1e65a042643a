using System.CommandLine;
using SnapshotLambda.Report.Csv;
using SnapshotLambda.Report.Html;
using SnapshotLambda.Report.Model;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The files that a run's report is written to.</summary>
/// <param name="Page">The file for the page; null for none.</param>
/// <param name="Table">The file for the table; null for none.</param>
internal sealed record ReportOutput(string? Page, string? Table)
{
    /// <summary>The option for the page.</summary>
    public static Option<string> PageOption() =>
        OptionValue.One("--report", "FILE", "Write the report there, as a page for a browser.");

    /// <summary>The option for the table.</summary>
    public static Option<string> TableOption() =>
        OptionValue.One("--csv", "FILE", "Write the plan there as a table, a row for each snapshot.");

    /// <summary>True if a file was asked for.</summary>
    public bool IsWanted => Page is not null || Table is not null;

    /// <summary>Writes the files that were asked for.</summary>
    public void Write(RunReport report)
    {
        if (Page is not null) RunOutcome.Write("--report", Page, stream => ReportPage.Write(report, stream));
        if (Table is not null) RunOutcome.Write("--csv", Table, stream => ReportCsv.Write(report, stream));
    }
}
