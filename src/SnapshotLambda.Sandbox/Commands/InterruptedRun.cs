using System.Text;
using System.Text.Json;
using SnapshotLambda.Sandbox.Progress;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Reports an interrupted run from its log, since the function returned no result.</summary>
internal static class InterruptedRun
{
    /// <summary>Writes the report, and the result file if one was asked for, and returns the exit code of an interruption.</summary>
    public static async Task<int> PresentAsync(InvokeRequest request, RunState state, World? after, ConsoleEnvironment surroundings)
    {
        RunOutcome.WriteWorld(request, after, surroundings);
        var message = Message(state);
        var document = ResultJson.Indented(Document(state, message));
        if (request.ResultFile is not null)
            RunOutcome.Write("--result", request.ResultFile, stream => stream.Write(Encoding.UTF8.GetBytes(document + "\n")));
        if (request.IsJson)
            await surroundings.Out.WriteLineAsync(document);
        await surroundings.Error.WriteLineAsync($"interrupted: {message}");
        if (state.IsDryRun == false)
            await surroundings.Error.WriteLineAsync(
                "next:  Run it again to go on: what is gone is gone, and everything else is looked at anew.");
        return CommandLine.Interrupted;
    }

    private static string Message(RunState state) => state.IsDryRun switch
    {
        null => "the function was ended before it began.",
        true => $"the function was ended: {ProgressText.Line(state, calls: null)}. It was a dry run, so nothing was changed.",
        false => $"the function was ended: {ProgressText.Line(state, calls: null)}. "
            + "What it was asking for at that moment may be done as well.",
    };

    /// <summary>A document like a result, with everything that is known; a result never has its <c>status</c>.</summary>
    private static string Document(RunState state, string message) => JsonSerializer.Serialize(
        new
        {
            status = "Interrupted",
            exitCode = CommandLine.Interrupted,
            message,
            runId = state.RunId,
            dryRun = state.IsDryRun,
            totals = Counts(state.Sum),
            regions = state.Regions.Select(region => new
            {
                account = region.Account,
                region = region.Region,
                counts = Counts(value => value(region)),
            }),
        });

    private static Dictionary<string, int> Counts(Func<Func<RegionProgress, int>, int> of) => new()
    {
        ["scanned"] = of(region => region.Scanned),
        ["planned"] = of(region => region.Planned),
        ["deleted"] = of(region => region.Deleted),
        ["mayBeDeleted"] = of(region => region.MayBeDeleted),
        ["wouldDelete"] = of(region => region.WouldDelete),
        ["marked"] = of(region => region.Marked),
        ["failed"] = of(region => region.Failed),
    };
}
