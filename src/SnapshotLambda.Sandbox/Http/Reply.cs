using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>An answer to send.</summary>
internal sealed record Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body, ReplyEnding Ending = ReplyEnding.Whole)
{
    /// <summary>The content type of EC2's and STS's documents, which come with a request id; S3's has headers of its own.</summary>
    public const string Xml = "text/xml;charset=UTF-8";

    /// <summary>The headers of the service's own.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>An empty success.</summary>
    public static Reply Empty { get; } = new(200, Xml, default);

    /// <summary>Sends the answer, or the part that its ending allows: Kestrel closes a connection that sent less than announced.</summary>
    public async Task SendAsync(HttpContext context, string requestId)
    {
        if (Ending == ReplyEnding.Never)
        {
            context.Abort();
            return;
        }

        if (Ending == ReplyEnding.Awaited)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        context.Response.StatusCode = Status;
        if (ContentType.Length > 0)
            context.Response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
        context.Response.ContentLength = Body.Length;
        if (ContentType == Xml)
            context.Response.Headers["x-amzn-RequestId"] = requestId;
        await context.Response.Body.WriteAsync(Ending == ReplyEnding.Whole ? Body : Body[..(Body.Length / 2)], context.RequestAborted);
    }
}
