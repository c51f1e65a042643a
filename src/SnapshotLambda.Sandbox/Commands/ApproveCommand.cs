using System.CommandLine;
using System.Globalization;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary><c>approve LOGFILE</c>: turns a dry run's log into the event that deletes exactly the snapshots it named.</summary>
internal static class ApproveCommand
{
    /// <summary>The argument's name.</summary>
    public const string LogFile = "LOGFILE";

    /// <summary>The command.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command(
            "approve", "Write the event that deletes exactly what a dry run's log named. What is no candidate any more by then stays.");
        var log = new Argument<string>(LogFile)
        {
            Description = "The log of a dry run, a JSON object a line: what --logs wrote, or CloudWatch's messages. "
                + "Of several runs the last one counts.",
        };
        var file = OptionValue.One("--event", "FILE", "Write the event there. Default: standard output.");
        command.Add(log);
        command.Add(file);
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(log);
            var eventFile = OutputFile.Path(parsed, file);
            OutputFile.RefuseSharing([(LogFile, path), (file.Name, eventFile)]);
            return RunAsync(path, eventFile, surroundings);
        });
        return command;
    }

    private static async Task<int> RunAsync(string path, string? eventFile, ConsoleEnvironment surroundings)
    {
        var log = DryRunLog.Read(InputFile.Read(LogFile, path));
        if (log.SnapshotIds.Count == 0)
            throw new UsageException(
                log.Lines == 0
                    ? $"{LogFile} '{path}' is empty."
                    : $"{LogFile} '{path}' names no snapshot that would be deleted: none of its lines "
                    + $"({log.Lines}, of which {log.LinesPassedOver} are not JSON) is a snapshot_would_delete.",
                "the log of a dry run that found something to delete, one JSON object a line",
                "Invoke a dry run with --logs FILE, or export the log of one. With graceDays only what was marked and is due is named.");
        var text = ApprovalEvent.Of(log.SnapshotIds);
        if (eventFile is null)
            await surroundings.Out.WriteLineAsync(text);
        else
            await WriteAsync(eventFile, text);
        foreach (var remark in Remarks(log, eventFile))
            await surroundings.Error.WriteLineAsync(remark);
        return 0;
    }

    private static IEnumerable<string> Remarks(DryRunLog log, string? eventFile)
    {
        var approved = Math.Min(log.SnapshotIds.Count, ApprovalEvent.MostIds);
        var ofSeveral = log.Runs > 1 ? $", the last of {Count(log.Runs)} in the log" : "";
        yield return $"approved: {Count(approved)} snapshots of run {log.RunId}{ofSeveral}";
        if (log.LinesPassedOver > 0)
            yield return $"passed over: {Count(log.LinesPassedOver)} lines that are not JSON";
        if (log.SnapshotIds.Count > approved)
            yield return $"left: {Count(log.SnapshotIds.Count - approved)} younger ones, for an event takes {Count(approved)}. "
                + "When this one has no remaining, do another dry run and approve that.";
        yield return $"next: read it, then {(eventFile is null ? "save it as a file and invoke that" : $"invoke {eventFile}")}, "
            + "again each night while the result has remaining. Settings of the dry run's own payload are not in it: add them.";
    }

    private static async Task WriteAsync(string path, string text)
    {
        try
        {
            await File.WriteAllTextAsync(path, text + "\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"--event '{path}' cannot be written: {fault.Message}", "a file that you may write", "Check the path and its permissions.");
        }
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
