using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>Answers requests: identifies the caller, injects faults, calls the service and keeps the log.</summary>
internal sealed class Endpoint(
    IReadOnlyList<IApi> apis, Identities identities, SandboxOptions options, AccessLog log, Tokens tokens) : IHttpApplication<HttpContext>
{
    private const int OK = 200;
    private static readonly XmlWriterSettings Plain = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
    private readonly ConcurrentBag<MemoryStream> _buffers = [];

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (!_buffers.TryTake(out var buffer))
            buffer = new MemoryStream();
        try
        {
            var requestId = tokens.RequestId();
            var reply = await AnswerAsync(context, requestId, buffer);
            await reply.SendAsync(context, requestId);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // The client is gone, so nobody can receive an answer.
        }
        finally
        {
            buffer.SetLength(0);
            _buffers.Add(buffer);
        }
    }

    private async Task<Reply> AnswerAsync(HttpContext context, string requestId, MemoryStream buffer)
    {
        var request = await WireRequest.ReadAsync(context.Request, context.RequestAborted);
        var api = ApiOf(request);
        var asked = api.Read(request);
        ApiCall? call = null;
        InjectedFault? fault = null;
        ApiError? error = null;
        Reply reply;
        try
        {
            call = Identify(request, api, asked, requestId);
            fault = options.Faults?.Invoke(call);
            call = fault?.Rewrite?.Invoke(call) ?? call;
            await DelayAsync(options.Latency + (fault?.Delay ?? default), context.RequestAborted);
            reply = fault is { HasEffect: false } ? Reply.Empty : Write(api.Answer(call), OK, buffer);
            error = fault?.Error?.Invoke(api);
        }
        catch (ApiError e)
        {
            (error, reply) = (fault?.Retell?.Invoke(e) ?? e, Reply.Empty);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug of the sandbox must reach the caller and not end the process.
            (error, reply) = (new ApiError("InternalFailure", $"The sandbox failed: {e}", 500), Reply.Empty);
        }

        if (error is not null)
            reply = Write(api.Error(error, requestId), error.Status, buffer);
        reply = fault?.Reshape?.Invoke(reply) ?? reply;
        log.Add(new(
            call?.Principal.AccountId, request.Scope?.Region, api.Service, asked.Action, asked.Parameters, reply.Status, error?.Code,
            fault?.Name, options.Time.GetUtcNow()));
        return reply;
    }

    /// <summary>The service of the signature. Without one a path can only mean S3.</summary>
    private IApi ApiOf(WireRequest request) =>
        apis.FirstOrDefault(candidate => candidate.Service == request.Scope?.Service)
        ?? apis.First(candidate => candidate.Service == (request.Path.Length > 1 ? "s3" : "ec2"));

    private ApiCall Identify(WireRequest request, IApi api, AskedAction asked, string requestId)
    {
        var principal = identities.Identify(request, api);
        var scope = request.Scope!;
        if (scope.Service != api.Service)
            throw new ApiError(
                "InvalidAction",
                $"The sandbox has no service {scope.Service}; it has {string.Join(", ", apis.Select(known => known.Service))}.");
        return new()
        {
            Service = api.Service,
            Action = asked.Action,
            Parameters = new(
                asked.Parameters.Where(field => field.Key is not ("Action" or "Version")).ToDictionary(StringComparer.Ordinal)),
            Headers = request.Headers,
            Body = request.Body,
            Region = scope.Region,
            Principal = principal,
            RequestId = requestId,
        };
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, options.Time, cancellationToken) : Task.CompletedTask;

    private static Reply Write(ApiAnswer answer, int status, MemoryStream buffer)
    {
        if (answer.Document is not { } write)
            return new(status, answer.ContentType, answer.Body) { Headers = answer.Headers };
        buffer.SetLength(0);
        using (var xml = XmlWriter.Create(buffer, Plain))
            write(xml);
        return new(status, answer.ContentType, buffer.GetBuffer().AsMemory(0, (int)buffer.Length)) { Headers = answer.Headers };
    }
}
