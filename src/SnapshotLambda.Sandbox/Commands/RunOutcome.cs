using SnapshotLambda.Core.Results;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>Writes the outcome of a run: files, then the report or the result.</summary>
internal static class RunOutcome
{
    /// <summary>Writes the outcome and returns the exit code: the result's own, or 1 without a result.</summary>
    public static async Task<int> PresentAsync(InvokeRequest request, FunctionReply reply, World? after, ConsoleEnvironment surroundings)
    {
        WriteWorld(request, after, surroundings);
        if (reply is not FunctionReply.Answered { Json: var json } || ResultJson.TryRead(json) is not { } result)
        {
            await surroundings.Error.WriteLineAsync("error: " + ReplyText.Of(reply));
            return CommandLine.NoResult;
        }

        var indented = ResultJson.Indented(json);
        if (request.ResultFile is not null)
            Write("--result", request.ResultFile, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(indented + "\n")));
        if (request.IsJson)
            await surroundings.Out.WriteLineAsync(indented);
        else
            Show(Report(request, result), surroundings);
        return result.ExitCode;
    }

    /// <summary>Writes the world after the run, if asked for.</summary>
    public static void WriteWorld(InvokeRequest request, World? after, ConsoleEnvironment surroundings)
    {
        if (request.WorldAfterFile is not null && after is not null)
            Write("--world-after", request.WorldAfterFile, stream => FleetWriter.Write(stream, after, surroundings.Clock.GetUtcNow()));
    }

    private static ReportContent Report(InvokeRequest request, RunResult result) => new(result)
    {
        Deliveries = request.Deliveries,
        GoOn = request.GoOn,
        Where = request.Target switch
        {
            RunTarget.Embedded => "sandbox",
            RunTarget.Remote endpoint => endpoint.Url.ToString(),
            _ => "AWS",
        },
    };

    private static void Show(ReportContent report, ConsoleEnvironment surroundings)
    {
        if (surroundings.Terminal is { } terminal)
            ReportWriter.Write(terminal, report);
        else
            surroundings.Out.Write(ReportWriter.Plain(report));
    }

    /// <summary>Writes a file that an option names.</summary>
    /// <exception cref="SandboxException">The file cannot be written.</exception>
    public static void Write(string option, string path, Action<Stream> write)
    {
        try
        {
            using var stream = File.Create(path);
            write(stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException(
                $"The run is over, but {option} '{path}' could not be written: {fault.Message}",
                "Check the path, its permissions and the free space.");
        }
    }
}
