using System.CommandLine;
using System.CommandLine.Invocation;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>
/// The sandbox's command line: <c>invoke</c>, <c>approve</c>, <c>report</c>, <c>restore</c>, <c>redact</c>, <c>serve</c>, and the demo without
/// a command.
/// </summary>
internal static class CommandLine
{
    /// <summary>The exit code if the sandbox, not the function, failed.</summary>
    public const int NoResult = 1;

    /// <summary>The exit code after an interruption, as in a shell.</summary>
    public const int Interrupted = 130;

    private static readonly ParserConfiguration Strict = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>
    /// Runs a command line. Exit codes: the result's own if there is one, 2 for wrong usage, 1 if the function returned no result, 130
    /// after an interruption.
    /// </summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        var parsed = Root(surroundings).Parse(args, Strict);
        try
        {
            if (parsed.Action is ParseErrorAction)
                throw ParseFault.First(parsed);
            var configuration = new InvocationConfiguration
            {
                Output = surroundings.Out,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
            };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (UsageException fault)
        {
            await surroundings.Error.WriteLineAsync($"error: {fault.Message}");
            await surroundings.Error.WriteLineAsync($"valid: {fault.Valid}");
            await surroundings.Error.WriteLineAsync($"next:  {fault.NextStep}");
            return UsageException.ExitCode;
        }
        catch (SandboxException fault)
        {
            await surroundings.Error.WriteLineAsync($"error: {fault.Message}");
            await surroundings.Error.WriteLineAsync($"next:  {fault.NextStep}");
            return NoResult;
        }
        catch (OperationCanceledException)
        {
            await surroundings.Error.WriteLineAsync("interrupted; the function was ended");
            return Interrupted;
        }
    }

    private static RootCommand Root(ConsoleEnvironment surroundings)
    {
        var root = new RootCommand(
            "An embedded AWS to try SnapshotLambda in. Without a command: the demo, a dry run of the built function on a fleet "
            + "of a few hundred snapshots.")
        {
            InvokeCommand.Create(surroundings),
            ApproveCommand.Create(surroundings),
            ReportCommand.Create(),
            RestoreCommand.Create(surroundings),
            RedactCommand.Create(surroundings),
            ServeCommand.Create(surroundings),
            DemoCommand.Create(surroundings),
        };
        root.SetAction((_, cancellation) => DemoCommand.RunAsync(surroundings, cancellation));
        return root;
    }
}
