using System.Xml;

namespace SnapshotLambda.Aws;

/// <summary>
/// Hands a reply to the SDK only when all of it is here, and only when a success is the document that the action promises.
/// The SDK reads a body synchronously and deaf to cancellation, so that a stalled one would hold a thread; and it reads any
/// document as a success, an error document with status 200 included.
/// </summary>
internal sealed class WholeReply(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // A page of 1,000 snapshots with 50 tags of full length each stays under half of this.
    private const long LongestReply = 64 << 20;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var action = await ActionAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestReply, cancellationToken);
            if (response.IsSuccessStatusCode) Check(response.Content, $"{action}Response");
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // The Query protocol names the action in the form: Action=DescribeSnapshots&…
    private static async Task<string> ActionAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        const string name = "Action=";
        return form.Split('&').FirstOrDefault(field => field.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? "";
    }

    private static void Check(HttpContent content, string expected)
    {
        var body = content.ReadAsStream();
        using (var reader = XmlReader.Create(body))
        {
            reader.MoveToContent();
            if (reader.LocalName != expected)
                throw new InvalidDataException($"The reply is a <{reader.LocalName}> where <{expected}> was expected.");
        }
        body.Position = 0;
    }
}
