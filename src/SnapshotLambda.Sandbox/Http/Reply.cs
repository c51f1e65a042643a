using Microsoft.AspNetCore.Http;

namespace SnapshotLambda.Sandbox.Http;

/// <summary>An answer to send.</summary>
internal sealed record Reply(int Status, string ContentType, ReadOnlyMemory<byte> Body, ReplyEnding Ending = ReplyEnding.Whole)
{
    /// <summary>The content type of EC2's and STS's documents. An answer with another type is not AWS's, and has no request id.</summary>
    public const string Xml = "text/xml;charset=UTF-8";

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

        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        if (ContentType == Xml)
            context.Response.Headers["x-amzn-RequestId"] = requestId;
        await context.Response.Body.WriteAsync(Ending == ReplyEnding.Whole ? Body : Body[..(Body.Length / 2)], context.RequestAborted);
    }
}
