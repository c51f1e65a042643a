using System.Collections;
using System.Text;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Commands;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.EndToEnd.Tests.Goldens;

/// <summary>
/// The built function in a process of its own, warm, and a sandbox around it: it is given one event after the other, each with the fleet as
/// it was before the first.
/// </summary>
internal sealed class GoldenFunction : IAsyncDisposable
{
    private const string LastEvent = """message":"run_finished""";

    private readonly GoldenFleet _fleet;
    private readonly World _world;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private SandboxServer _sandbox = null!;
    private LambdaRuntimeApi _api = null!;
    private FunctionProcess _process = null!;
    private LocalLambda _lambda = null!;
    private Func<ApiCall, InjectedFault?> _faults = _ => null;
    private TaskCompletionSource _isFinished = new();

    private GoldenFunction(GoldenFleet fleet, World world) => (_fleet, _world) = (fleet, world);

    /// <summary>Starts it, and has it run once: the first run of a process writes lines that no later one does.</summary>
    public static async Task<GoldenFunction> StartAsync(GoldenFleet fleet, GoldenDay day)
    {
        var function = new GoldenFunction(fleet, fleet.On(day));
        await function.StartAsync();
        await function.InvokeAsync(day.Dated(GoldenEvent.All[0].Payload));
        return function;
    }

    /// <summary>Gives it an event.</summary>
    public async Task<GoldenRun> InvokeAsync(string payload)
    {
        foreach (var account in _world.Accounts)
        {
            foreach (var region in account.Regions) _sandbox.Change(account.Id, region.Name, _ => region);
        }

        _faults = GoldenFault.Script(_fleet.Faults);
        _isFinished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _lines.Clear();
        var invocation = new LambdaInvocation
        {
            RequestId = Guid.NewGuid(),
            Payload = Encoding.UTF8.GetBytes(payload),
            Remaining = TimeSpan.FromMinutes(15),
        };
        var reply = await _lambda.InvokeAsync(invocation, CancellationToken.None);
        // What it has written may still be on its way here.
        await Task.WhenAny(_isFinished.Task, _process.Exit).WaitAsync(HangGuard.Limit);
        lock (_gate) return new GoldenRun(invocation.RequestId, reply, [.. _lines], _world, _sandbox.World);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _api.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    private async Task StartAsync()
    {
        _sandbox = await SandboxServer.StartAsync(_world, new SandboxOptions { RequestLimits = false, Faults = call => _faults(call) });
        var identity = new LambdaIdentity(_world.Accounts[0].Id, SandboxSetup.DefaultRegion);
        var function = TestedFunction.Path;
        var inherited = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        var environment = FunctionEnvironment.ForEndpoint(
            inherited, identity, _sandbox.Url, SandboxServer.CredentialsOf(identity.AccountId), Path.GetDirectoryName(function)!);
        // Profiling itself costs the process more than it gains from that in so short a life.
        environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in _fleet.Variables) environment[name] = value;
        _api = await LambdaRuntimeApi.StartAsync(identity, TimeProvider.System, CancellationToken.None);
        var output = new FunctionOutput(log: null, Take);
        var command = FunctionCommand.For(function, inherited, environment);
        _process = FunctionProcess.Start(command, _api.Address, output, TimeProvider.System);
        _lambda = new LocalLambda(_api, _process, output, LambdaLimits.Default, TimeProvider.System);
    }

    private void Take(string line)
    {
        lock (_gate) _lines.Add(line);
        if (line.Contains(LastEvent, StringComparison.Ordinal)) _isFinished.TrySetResult();
    }
}
