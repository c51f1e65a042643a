using System.Text;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Writes the outcome of a restore: files, then the tables or the result.</summary>
internal static class RestoreOutcome
{
    /// <summary>Writes the outcome and returns the exit code: the result's own, or 1 without a result.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">The function's reply; null if it was interrupted.</param>
    /// <param name="after">The world as it is then; null if it is not the sandbox's.</param>
    /// <param name="surroundings">Where to write.</param>
    public static async Task<int> PresentAsync(InvokeRequest request, FunctionReply? reply, World? after, ConsoleEnvironment surroundings)
    {
        RunOutcome.WriteWorld(request, after, surroundings);
        if (reply is null)
        {
            await surroundings.Error.WriteLineAsync("interrupted: the function was ended. What is back stays back.");
            await surroundings.Error.WriteLineAsync("next:  Run it again: it goes on where this one ended.");
            return CommandLine.Interrupted;
        }

        if (reply is not FunctionReply.Answered { Json: var json } || ResultJson.TryReadRestore(json) is not { } result)
        {
            await surroundings.Error.WriteLineAsync("error: " + ReplyText.Of(reply));
            return CommandLine.NoResult;
        }

        var indented = ResultJson.Indented(json);
        if (request.ResultFile is not null)
            RunOutcome.Write("--result", request.ResultFile, stream => stream.Write(Encoding.UTF8.GetBytes(indented + "\n")));
        if (request.IsJson)
            await surroundings.Out.WriteLineAsync(indented);
        else if (surroundings.Terminal is { } terminal)
            RestoreReport.Write(terminal, result);
        else
            await surroundings.Out.WriteAsync(ReportWriter.Plain(console => RestoreReport.Write(console, result)));
        return result.ExitCode;
    }
}
