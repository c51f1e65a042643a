using System.Globalization;
using System.Text;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>
/// The encoding <c>aws-chunked</c>, with or without signatures and trailers:
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html The signatures are not checked.
/// </summary>
internal static class AwsChunked
{
    /// <summary>The content of the chunks, and the headers behind the last one.</summary>
    /// <param name="body">The encoded content.</param>
    /// <param name="length">The length of the content that the request announces.</param>
    /// <exception cref="Http.ApiError">The content is not encoded like that, or has another length.</exception>
    public static (ReadOnlyMemory<byte> Body, Dictionary<string, string> Trailers) Decode(ReadOnlyMemory<byte> body, int length)
    {
        using var content = new MemoryStream();
        var rest = body.Span;
        while (ChunkSize(Line(ref rest)) is > 0 and var size)
        {
            if (rest.Length < size)
                throw S3Error.Incomplete();
            content.Write(rest[..size]);
            rest = rest[size..];
            if (Line(ref rest).Length > 0)
                throw S3Error.Incomplete();
        }

        return content.Length == length ? (content.ToArray(), Trailers(rest)) : throw S3Error.Incomplete();
    }

    private static Dictionary<string, string> Trailers(ReadOnlySpan<byte> rest)
    {
        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (!rest.IsEmpty && Line(ref rest) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !trailers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()))
                throw S3Error.MalformedTrailer();
        }

        return rest.IsEmpty ? trailers : throw S3Error.MalformedTrailer();
    }

    private static int ChunkSize(string line) =>
        int.TryParse(line.Split(';')[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw S3Error.Incomplete();

    private static string Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        if (end < 0)
            throw S3Error.Incomplete();
        var line = Encoding.ASCII.GetString(rest[..end]);
        rest = rest[(end + 2)..];
        return line;
    }
}
