using System.Security.Cryptography;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>The content of an object on its way into a bucket.</summary>
/// <param name="Body">The content.</param>
/// <param name="Algorithm">The algorithm of its checksum.</param>
/// <param name="Checksum">Its checksum, in base64.</param>
internal sealed record ObjectPayload(ReadOnlyMemory<byte> Body, string Algorithm, string Checksum)
{
    private const string Streaming = "STREAMING-";

    /// <summary>Takes the content from a request, and compares it with everything that the request says of it.</summary>
    /// <exception cref="Http.ApiError">The content is not what the request says.</exception>
    public static ObjectPayload Read(S3Call call)
    {
        var hash = call.Header("x-amz-content-sha256")!;
        var decodedLength = call.Header("x-amz-decoded-content-length");
        if (call.Request.Headers.ContentLength is null && decodedLength is null)
            throw S3Error.NoLength();
        var (body, trailers) = hash.StartsWith(Streaming, StringComparison.Ordinal)
            ? AwsChunked.Decode(call.Request.Body, int.TryParse(decodedLength, out var length) ? length : throw S3Error.NoLength())
            : (call.Request.Body, []);
        if (hash is not "UNSIGNED-PAYLOAD" && !hash.StartsWith(Streaming, StringComparison.Ordinal))
            CheckHash(hash, body);
        if (call.Header("Content-MD5") is { } digest)
            CheckDigest(digest, body);
        CheckTrailers(call, trailers);
        return Checked(call, body, trailers);
    }

    private static void CheckHash(string given, ReadOnlyMemory<byte> body)
    {
        var computed = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        if (given != computed)
            throw S3Error.OtherContentHash(given, computed);
    }

    private static void CheckDigest(string given, ReadOnlyMemory<byte> body)
    {
        var computed = ObjectChecksum.Of("md5", body);
        if (given.Length != computed.Length)
            throw S3Error.InvalidDigest();
        if (given != computed)
            throw S3Error.OtherDigest("Content-MD5");
    }

    private static void CheckTrailers(S3Call call, Dictionary<string, string> trailers)
    {
        var announced = call.Header("x-amz-trailer");
        var sent = trailers.Keys.Where(name => name != "x-amz-trailer-signature").ToList();
        if (sent.Count > 1 || !string.Equals(announced, sent.FirstOrDefault(), StringComparison.OrdinalIgnoreCase))
            throw S3Error.MalformedTrailer();
    }

    private static ObjectPayload Checked(S3Call call, ReadOnlyMemory<byte> body, Dictionary<string, string> trailers)
    {
        var algorithm = ObjectChecksum.Default;
        foreach (var candidate in ObjectChecksum.Algorithms)
        {
            var header = ObjectChecksum.Prefix + candidate;
            if ((call.Header(header) ?? trailers.GetValueOrDefault(header)) is not { } given)
                continue;
            var computed = ObjectChecksum.Of(candidate, body);
            if (given.Length != computed.Length)
                throw S3Error.InvalidRequest($"Value for {header} header is invalid.");
            if (given != computed)
                throw S3Error.OtherChecksum(candidate);
            algorithm = candidate;
        }

        return new(body, algorithm, ObjectChecksum.Of(algorithm, body));
    }
}
