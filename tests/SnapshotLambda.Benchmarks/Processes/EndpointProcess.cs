using System.Reflection;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>
/// The sandbox's endpoints as a process of their own, so that its time is not counted as anyone else's; at 0 ms and without request limits.
/// </summary>
internal sealed class EndpointProcess : IAsyncDisposable
{
    private const int Seed = 1;
    private const string Greeting = "EC2, STS and S3 at ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly ChildProcess _process;

    private EndpointProcess(ChildProcess process, Uri url) => (_process, Url) = (process, url);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>
    /// Starts it over a generated fleet. Snapshots whose start time EC2 does not tell are left out: the script that the
    /// function is measured against ends at the first of them.
    /// </summary>
    public static Task<EndpointProcess> StartAsync(int snapshots, Bench bench, CancellationToken cancellationToken) =>
        StartAsync(Generated(snapshots, bench.Clock.GetUtcNow()), bench, cancellationToken);

    /// <summary>Starts it over a world.</summary>
    public static async Task<EndpointProcess> StartAsync(World world, Bench bench, CancellationToken cancellationToken)
    {
        var fleet = bench.PathOf("fleet.json");
        await using (var file = File.Create(fleet)) FleetWriter.Write(file, world, bench.Clock.GetUtcNow());
        var lines = new LastLines();
        var greeted = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            ProcessEnvironment.DotnetHost,
            [SandboxAssembly, "serve", "--port", "0", "--fleet", fleet, "--request-limits", "off"],
            ProcessEnvironment.Inherited,
            line =>
            {
                lines.Take(line);
                if (line.StartsWith(Greeting, StringComparison.Ordinal))
                    greeted.TrySetResult(new Uri(line[Greeting.Length..].Split(' ')[0]));
            });
        try
        {
            await Task.WhenAny(greeted.Task, process.Exit).WaitAsync(StartLimit, cancellationToken);
            return greeted.Task.IsCompleted
                ? new EndpointProcess(process, await greeted.Task)
                : throw new InvalidOperationException($"The sandbox did not start:\n{lines}");
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string SandboxAssembly => Path.GetFullPath(
        typeof(EndpointProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "SandboxPath").Value!, AppContext.BaseDirectory);

    private static World Generated(int snapshots, DateTimeOffset now)
    {
        var world = GeneratedFleet.Generate(snapshots, Seed, [LambdaProcess.Region], now);
        var region = world.Accounts[0].Regions[0];
        var unknown = region.Snapshots.Values.Where(snapshot => snapshot.StartTime is null).Select(snapshot => snapshot.Id);
        return world.With(GeneratedFleet.AccountId, region with { Snapshots = region.Snapshots.RemoveRange(unknown) });
    }
}
