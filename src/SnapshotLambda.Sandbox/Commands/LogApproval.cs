using System.Globalization;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Approves what a dry run's log named. It is for where there is no bucket: nobody can hold these ids against a plan.</summary>
internal static class LogApproval
{
    /// <summary>Writes the event, and what to do next.</summary>
    /// <exception cref="UsageException">The log names nothing.</exception>
    public static async Task<int> RunAsync(string path, ApprovalOutput output, ConsoleEnvironment surroundings)
    {
        var log = DryRunLog.Read(InputFile.Read(ApproveCommand.Run, path));
        if (log.SnapshotIds.Count == 0)
            throw new UsageException(
                log.Lines == 0
                    ? $"{ApproveCommand.Run} '{path}' is empty."
                    : $"{ApproveCommand.Run} '{path}' is no plan, and as a log it names no snapshot that would be deleted: none "
                    + $"of its lines ({log.Lines}, of which {log.LinesPassedOver} are not JSON) is a snapshot_would_delete.",
                "plan.json.gz of a dry run, its folder, or its log with one JSON object a line",
                "Copy the run's folder from the bucket. Without a bucket: invoke a dry run with --logs FILE, or export the log of one. "
                    + "With graceDays only what was marked and is due is named.");
        await output.WriteAsync(ApprovalEvent.Of(log.SnapshotIds) + "\n", surroundings);
        foreach (var remark in Remarks(log, output.Event))
            await surroundings.Error.WriteLineAsync(remark);
        return 0;
    }

    private static IEnumerable<string> Remarks(DryRunLog log, string? eventFile)
    {
        var approved = Math.Min(log.SnapshotIds.Count, ApprovalEvent.MostIds);
        var ofSeveral = log.Runs > 1 ? $", the last of {Count(log.Runs)} in the log" : "";
        yield return $"approved: {Count(approved)} snapshots of run {log.RunId}{ofSeveral}";
        yield return "note: this is the way for where there is no bucket. The function cannot hold these ids against the plan, so "
            + "maxDeletePercent stays: raise it for that run if it is in the way. With a bucket, approve the run's plans.";
        if (log.LinesPassedOver > 0)
            yield return $"passed over: {Count(log.LinesPassedOver)} lines that are not JSON";
        if (log.SnapshotIds.Count > approved)
            yield return $"left: {Count(log.SnapshotIds.Count - approved)} younger ones, for an event takes {Count(approved)}. "
                + "When this one has no remaining, do another dry run and approve that.";
        yield return $"next: read it, then {(eventFile is null ? "save it as a file and invoke that" : $"invoke {eventFile}")}, "
            + "again each night while the result has remaining. Settings of the dry run's own payload are not in it: add them.";
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
