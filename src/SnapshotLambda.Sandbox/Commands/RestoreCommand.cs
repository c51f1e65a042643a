using System.CommandLine;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary><c>restore RUN</c>: has the built function take back what a run deleted.</summary>
internal static class RestoreCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command(
            "restore",
            "Take back what a run deleted, as far as the Recycle Bin has it. A dry run unless --real is given. "
            + "The exit code is the result's exitCode.");
        var options = new RestoreOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => FunctionRun.RunAsync(options.Read(parsed, surroundings), surroundings, cancellation));
        return command;
    }
}
