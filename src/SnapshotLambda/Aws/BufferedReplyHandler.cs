using System.Xml;
using Microsoft.IO;

namespace SnapshotLambda.Aws;

/// <summary>
/// Passes a reply to the SDK once all of it has arrived, and a success only if it is the document that the action promises. The SDK reads a
/// body synchronously and without cancellation, so that a stalled one would hold a thread. It also takes any document as a success, even an
/// error document with status 200.
/// </summary>
/// <param name="inner">Sends the request.</param>
/// <param name="hasDocuments">
/// True for services of the Query protocol, EC2 and STS, whose every success is a document that names the action. S3 answers a put with
/// headers alone.
/// </param>
internal sealed class BufferedReplyHandler(HttpMessageHandler inner, bool hasDocuments) : DelegatingHandler(inner)
{
    // A page of 1,000 snapshots with 50 tags of full length each takes less than half of this.
    private const long LongestReply = 64 << 20;
    private const int Chunk = 64 << 10;

    // Without reuse, a hundred pages of 700 KB would cause ten full garbage collections.
    private static readonly RecyclableMemoryStreamManager Buffers =
        new(new RecyclableMemoryStreamManager.Options { MaximumSmallPoolFreeBytes = 16 << 20 });

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var action = hasDocuments ? await ActionAsync(request, cancellationToken) : null;
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            response.Content = await WholeAsync(response.Content, cancellationToken);
            if (action is not null && response.IsSuccessStatusCode) Check(response.Content, $"{action}Response");
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

    /// <summary>Reads a whole body. The SDK disposes of it after reading, which returns its memory for reuse.</summary>
    private static async Task<StreamContent> WholeAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var whole = Buffers.GetStream();
        try
        {
            using (content)
            {
                CheckLength(content.Headers.ContentLength ?? 0);
                var body = await content.ReadAsStreamAsync(cancellationToken);
                for (int read; (read = await body.ReadAsync(whole.GetMemory(Chunk), cancellationToken)) > 0;)
                {
                    whole.Advance(read);
                    CheckLength(whole.Length);
                }

                whole.Position = 0;
                var copy = new StreamContent(whole);
                foreach (var (name, values) in content.Headers.NonValidated) copy.Headers.TryAddWithoutValidation(name, values);
                return copy;
            }
        }
        catch
        {
            await whole.DisposeAsync();
            throw;
        }
    }

    private static void CheckLength(long length)
    {
        if (length > LongestReply) throw new InvalidDataException($"The reply is longer than {LongestReply >> 20} MB, as none of AWS is.");
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
