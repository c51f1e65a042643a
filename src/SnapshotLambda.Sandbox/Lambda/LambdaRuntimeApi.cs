using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SnapshotLambda.Sandbox.Lambda;

/// <summary>
/// Lambda's Runtime API on a free loopback port, for one function process: it delivers events and takes replies. See
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
/// </summary>
internal sealed class LambdaRuntimeApi : IAsyncDisposable
{
    /// <summary>The maximum size of a reply: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</summary>
    public const int MaxReplyBytes = 6 * 1024 * 1024;

    private const string Root = "/2018-06-01/runtime/";

    private readonly Channel<LambdaInvocation> _waiting = Channel.CreateUnbounded<LambdaInvocation>();
    private readonly ConcurrentDictionary<string, LambdaInvocation> _inProgress = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<FunctionReply> _startFailure = NewSignal<FunctionReply>();
    private readonly LambdaIdentity _identity;
    private readonly TimeProvider _clock;
    private readonly WebApplication _app;
    private TaskCompletionSource<bool> _idle = NewSignal<bool>();

    private LambdaRuntimeApi(LambdaIdentity identity, TimeProvider clock)
    {
        _identity = identity;
        _clock = clock;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0);
            server.Limits.MaxRequestBodySize = MaxReplyBytes;
            server.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.UseRouting();
        _app.MapGet(Root + "invocation/next", NextAsync);
        _app.MapPost(Root + "invocation/{id}/response", http => ReplyAsync(http, AnsweredAsync));
        _app.MapPost(Root + "invocation/{id}/error", http => ReplyAsync(http, FunctionErrorDocument.ReadAsync));
        _app.MapPost(Root + "init/error", StartFailedAsync);
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>: host and port.</summary>
    public string Address => new Uri(_app.Urls.Single()).Authority;

    /// <summary>Completes once the function asks for an event, and so has finished its work.</summary>
    public Task Idle => Volatile.Read(ref _idle).Task;

    /// <summary>Completes if the function reports that it cannot start.</summary>
    public Task<FunctionReply> StartFailure => _startFailure.Task;

    /// <summary>Starts the server.</summary>
    public static async Task<LambdaRuntimeApi> StartAsync(LambdaIdentity identity, TimeProvider clock, CancellationToken cancellation)
    {
        var api = new LambdaRuntimeApi(identity, clock);
        await api._app.StartAsync(cancellation);
        return api;
    }

    /// <summary>Offers an event to the function.</summary>
    public void Offer(LambdaInvocation invocation) => _waiting.Writer.TryWrite(invocation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A poll waits until it is aborted; a graceful end is not needed.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task NextAsync(HttpContext http)
    {
        Volatile.Read(ref _idle).TrySetResult(true);
        LambdaInvocation invocation;
        try
        {
            invocation = await _waiting.Reader.ReadAsync(http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Volatile.Write(ref _idle, NewSignal<bool>());
        var id = invocation.RequestId.ToString();
        _inProgress[id] = invocation;
        var deadline = _clock.GetUtcNow() + invocation.Remaining;
        http.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
        http.Response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = _identity.Arn;
        http.Response.Headers["Lambda-Runtime-Trace-Id"] = TraceId(invocation.RequestId);
        http.Response.ContentType = "application/json";
        await http.Response.BodyWriter.WriteAsync(invocation.Payload);
    }

    private async Task ReplyAsync(HttpContext http, Func<HttpRequest, Task<FunctionReply>> read)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        if (!_inProgress.TryRemove(id, out var invocation))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsJsonAsync(
                new { errorType = "InvalidRequestID", errorMessage = $"No invocation {id} is in progress." });
            return;
        }

        try
        {
            invocation.Complete(await read(http.Request));
            await AcceptAsync(http);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var message = $"Response payload size exceeded maximum allowed payload size ({MaxReplyBytes} bytes).";
            invocation.Complete(new FunctionReply.Threw("Function.ResponseSizeTooLarge", message, []));
            http.Response.StatusCode = fault.StatusCode;
            await http.Response.WriteAsJsonAsync(new { errorType = "RequestEntityTooLarge", errorMessage = message });
        }
    }

    private async Task StartFailedAsync(HttpContext http)
    {
        _startFailure.TrySetResult(await FunctionErrorDocument.ReadAsync(http.Request));
        await AcceptAsync(http);
    }

    private static async Task<FunctionReply> AnsweredAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new FunctionReply.Answered(await reader.ReadToEndAsync());
    }

    private static Task AcceptAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return http.Response.WriteAsJsonAsync(new { status = "OK" });
    }

    /// <summary>
    /// X-Ray's header, unsampled: https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    /// </summary>
    private static string TraceId(Guid id)
    {
        var hex = id.ToString("N");
        return $"Root=1-{hex[..8]}-{hex[8..]};Parent={hex[..16]};Sampled=0";
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
