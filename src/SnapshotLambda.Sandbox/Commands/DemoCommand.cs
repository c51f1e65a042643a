using System.CommandLine;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.Commands;

/// <summary>The demo: <c>events/dry-run.json</c> on the default generated fleet.</summary>
internal static class DemoCommand
{
    private const string Here = "dotnet run --project src/SnapshotLambda.Sandbox -- ";

    /// <summary>The command, for people who look for it by name.</summary>
    public static Command Create(ConsoleEnvironment surroundings)
    {
        var command = new Command(
            "demo",
            "A dry run of the built function on a fleet of a few hundred snapshots, and its report; what happens without a command, too.");
        command.SetAction((_, cancellation) => RunAsync(surroundings, cancellation));
        return command;
    }

    /// <summary>Runs the demo.</summary>
    public static Task<int> RunAsync(ConsoleEnvironment surroundings, CancellationToken cancellation)
    {
        var world = GeneratedFleet.Generate(
            WorldOptions.DefaultSnapshots, WorldOptions.DefaultSeed, [SandboxSetup.DefaultRegion], surroundings.Clock.GetUtcNow());
        var request = new InvokeRequest
        {
            Event = DryRunEvent(),
            Target = new RunTarget.Embedded(new SandboxSetup(world, new SandboxOptions { Time = surroundings.Clock })),
            GoOn =
            [
                (Here + "invoke events/delete.json", "To see it delete, in a sandbox, at the pace that EC2 allows (some seconds)"),
                (Here + "invoke --help", "To try your own event, fleet, environment or AWS account"),
                ("sam build && sam deploy", "To deploy it; it stays a dry run until you say otherwise"),
            ],
        };
        return FunctionRun.RunAsync(request, surroundings, cancellation);
    }

    private static byte[] DryRunEvent()
    {
        using var stream = typeof(DemoCommand).Assembly.GetManifestResourceStream("events/dry-run.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
