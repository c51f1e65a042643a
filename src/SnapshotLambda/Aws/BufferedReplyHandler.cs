using System.Xml;
using Microsoft.IO;

namespace SnapshotLambda.Aws;

/// <summary>
/// Hands a reply to the SDK only when all of it is here, and only when a success is the document that the action promises.
/// The SDK reads a body synchronously and deaf to cancellation, so that a stalled one would hold a thread; and it reads any
/// document as a success, an error document with status 200 included.
/// </summary>
internal sealed class BufferedReplyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // A page of 1,000 snapshots with 50 tags of full length each stays under half of this.
    private const long LongestReply = 64 << 20;
    private const int Chunk = 64 << 10;

    // As garbage, a hundred pages of 700 KB would make the runtime go through its whole heap ten times.
    private static readonly RecyclableMemoryStreamManager Buffers =
        new(new RecyclableMemoryStreamManager.Options { MaximumSmallPoolFreeBytes = 16 << 20 });

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var action = await ActionAsync(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            response.Content = await WholeAsync(response.Content, cancellationToken);
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

    /// <summary>All of a body. The SDK disposes of it when it is read, which gives its memory to the next.</summary>
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
