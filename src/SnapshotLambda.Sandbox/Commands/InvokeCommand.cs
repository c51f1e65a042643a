using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary><c>invoke EVENT.json</c>: delivers one event to the built function.</summary>
internal static class InvokeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command(
            "invoke", "Deliver an event to the built function and report what it did. The exit code is the result's exitCode.");
        var options = new InvokeOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => FunctionRun.RunAsync(options.Read(parsed, surroundings), surroundings, cancellation));
        return command;
    }
}
