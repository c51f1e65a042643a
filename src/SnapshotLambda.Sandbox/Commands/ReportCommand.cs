using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary><c>report FOLDER|FILE</c>: makes the report of a run from the files that it wrote, without AWS.</summary>
internal static class ReportCommand
{
    /// <summary>The argument's name.</summary>
    public const string Run = "FOLDER|FILE";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("report", "Make the report of a run from the files that it wrote to its bucket, copied to this machine.");
        var run = new Argument<string>(Run)
        {
            Description = "The folder of one run, with result.json and the plans of its regions; or one plan.json.gz.",
        };
        var (page, table) = (ReportOutput.PageOption(), ReportOutput.TableOption());
        command.Add(run);
        command.Add(page);
        command.Add(table);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(run);
            var output = new ReportOutput(OutputFile.Path(parsed, page), OutputFile.Path(parsed, table));
            if (!output.IsWanted)
                throw new UsageException(
                    "report is given without a file to write.",
                    $"{page.Name} FILE for a page, {table.Name} FILE for a table, or both",
                    $"Add {page.Name} report.html.");
            OutputFile.RefuseSharing([(Run, path), (page.Name, output.Page), (table.Name, output.Table)]);
            output.Write(RunFiles.Read(Run, path));
            return 0;
        });
        return command;
    }
}
