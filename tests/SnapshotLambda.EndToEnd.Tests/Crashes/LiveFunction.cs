using System.Collections;
using System.Text;
using SnapshotLambda.Core.Results;
using SnapshotLambda.EndToEnd.Tests.Commands;
using SnapshotLambda.Sandbox;
using SnapshotLambda.Sandbox.Lambda;
using SnapshotLambda.Sandbox.Report;

namespace SnapshotLambda.EndToEnd.Tests.Crashes;

/// <summary>The built function in a process of its own, given events one after the other, that can be killed at any moment.</summary>
internal sealed class LiveFunction : IAsyncDisposable
{
    /// <summary>What Lambda leaves each run, the most that it can; a record in progress frees itself after that.</summary>
    public static readonly TimeSpan Remaining = TimeSpan.FromMinutes(15);

    private readonly StringWriter _lines;
    private readonly LambdaRuntimeApi _api;
    private readonly FunctionProcess _process;
    private readonly LocalLambda _lambda;

    private LiveFunction(LambdaRuntimeApi api, FunctionProcess process, FunctionOutput output, StringWriter lines) =>
        (_lines,
            _api,
            _process,
            _lambda) = (lines, api, process, new LocalLambda(api, process, output, LambdaLimits.Default, TimeProvider.System));

    /// <summary>Starts it against these endpoints.</summary>
    public static Task<LiveFunction> StartAsync(string account, Uri endpoint, params (string Name, string Value)[] variables) =>
        StartAsync(TestedFunction.Path, account, endpoint, variables);

    /// <summary>Starts the one whose assembly, or program, this is.</summary>
    public static async Task<LiveFunction> StartAsync(
        string function, string account, Uri endpoint, params (string Name, string Value)[] variables)
    {
        var identity = new LambdaIdentity(account, "us-east-1");
        var inherited = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!, StringComparer.Ordinal);
        var environment = FunctionEnvironment.ForEndpoint(
            inherited, identity, endpoint, SandboxServer.CredentialsOf(account), Path.GetDirectoryName(function)!);
        foreach (var (name, value) in variables) environment[name] = value;
        var api = await LambdaRuntimeApi.StartAsync(identity, TimeProvider.System, CancellationToken.None);
        var lines = new StringWriter();
        var output = new FunctionOutput(lines);
        return new(
            api,
            FunctionProcess.Start(FunctionCommand.For(function, inherited, environment), api.Address, output, TimeProvider.System),
            output,
            lines);
    }

    /// <summary>Its result; null if it was killed.</summary>
    public Task<RunResult?> InvokeAsync(string payload) => InvokeAsync(Encoding.UTF8.GetBytes(payload));

    /// <inheritdoc cref="InvokeAsync(string)"/>
    public async Task<RunResult?> InvokeAsync(byte[] payload) =>
        await ReplyAsync(payload) is FunctionReply.Answered answered ? ResultJson.TryRead(answered.Json) : null;

    /// <summary>What it says to an event, as it says it.</summary>
    public Task<FunctionReply> ReplyAsync(byte[] payload) =>
        _lambda.InvokeAsync(
            new LambdaInvocation { RequestId = Guid.NewGuid(), Payload = payload, Remaining = Remaining }, CancellationToken.None);

    /// <summary>Kills it now.</summary>
    public void Kill() => _ = _process.EndAsync();

    /// <summary>Every line that it wrote until it ended.</summary>
    public async Task<string> LinesAsync()
    {
        await _process.EndAsync();
        return _lines.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _api.DisposeAsync();
    }
}
