using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Fleets;
using SnapshotLambda.Sandbox.Lambda;

namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>A published Lambda, started and asking for events.</summary>
internal sealed class LambdaProcess : IAsyncDisposable
{
    /// <summary>The region of the function and, where one is enough, of its work.</summary>
    public const string Region = "us-east-1";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly LambdaRuntimeApi _api;
    private readonly ChildProcess _process;
    private readonly Stopwatch _sinceStart;

    private LambdaProcess(LambdaRuntimeApi api, ChildProcess process, Stopwatch sinceStart) =>
        (_api, _process, _sinceStart, StartToFirstPoll) = (api, process, sinceStart, sinceStart.Elapsed);

    /// <summary>From the process's start to its first question for an event.</summary>
    public TimeSpan StartToFirstPoll { get; }

    /// <summary>Starts it, in the environment that Lambda and the template give it.</summary>
    /// <param name="lambda">The Lambda.</param>
    /// <param name="endpoint">Where it finds AWS.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="variables">More of its environment.</param>
    public static async Task<LambdaProcess> StartAsync(
        PublishedLambda lambda, Uri endpoint, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? variables = null)
    {
        var identity = new LambdaIdentity(GeneratedFleet.AccountId, Region);
        var environment = FunctionEnvironment.ForEndpoint(
            ProcessEnvironment.Inherited,
            identity,
            endpoint,
            SandboxServer.CredentialsOf(identity.AccountId),
            Path.GetDirectoryName(lambda.Assembly)!);

        // As RuntimeSupport does by itself from the function's memory size; on this machine .NET would see more.
        environment["DOTNET_GCHeapHardLimit"] = FormattableString.Invariant($"{(long)LambdaIdentity.MemorySize << 20:X}");
        var api = await LambdaRuntimeApi.StartAsync(identity, TimeProvider.System, cancellationToken);
        environment[FunctionCommand.RuntimeApiVariable] = api.Address;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>()) environment[name] = value;
        var lines = new LastLines();
        var sinceStart = Stopwatch.StartNew();

        // Lambda gives a process 1,024 file descriptors. The program that sets the limit becomes the one that it starts.
        var process = ChildProcess.Start("/usr/bin/prlimit", ["--nofile=1024", .. lambda.Command], environment, lines.Take);
        try
        {
            await Task.WhenAny(api.Idle, process.Exit).WaitAsync(StartLimit, cancellationToken);
            return api.Idle.IsCompletedSuccessfully
                ? new LambdaProcess(api, process, sinceStart)
                : throw new InvalidOperationException($"{lambda.Assembly} did not start:\n{lines}");
        }
        catch
        {
            await process.DisposeAsync();
            await api.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file descriptors that it has open now; 0 once it has ended.</summary>
    public int Descriptors => _process.Descriptors;

    /// <summary>What it used since its start.</summary>
    public Usage UsedSoFar => new(_sinceStart.Elapsed, _process.Cpu, _process.PeakBytes);

    /// <summary>Delivers one event and waits until the next is asked for.</summary>
    /// <param name="payload">The event.</param>
    /// <param name="remaining">The time that the invocation has.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Invocation> InvokeAsync(object payload, TimeSpan remaining, CancellationToken cancellationToken)
    {
        var sinceEvent = Stopwatch.StartNew();
        var invocation = new LambdaInvocation
        {
            RequestId = Guid.NewGuid(),
            Payload = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(payload)),
            Remaining = remaining,
        };
        _api.Offer(invocation);
        await Task.WhenAny(invocation.Reply, _process.Exit).WaitAsync(remaining + LambdaLimits.Default.Patience, cancellationToken);
        var wall = sinceEvent.Elapsed;
        if (!invocation.Reply.IsCompleted)
            throw new InvalidOperationException($"The function ended with {await _process.Exit}, and without a reply.");
        await _api.Idle.WaitAsync(StartLimit, cancellationToken);
        return await invocation.Reply is FunctionReply.Answered answer
            ? new Invocation(answer.Json, wall, UsedSoFar)
            : throw new InvalidOperationException($"The function failed: {await invocation.Reply}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _api.DisposeAsync();
    }
}
