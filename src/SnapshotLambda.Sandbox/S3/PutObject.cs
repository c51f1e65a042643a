using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SnapshotLambda.Sandbox.Http;
using SnapshotLambda.Sandbox.Worlds;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html</summary>
internal sealed class PutObject : IS3Action
{
    private const int MostKeyBytes = 1024;
    private const string Encryption = "x-amz-server-side-encryption";
    private const string Metadata = "x-amz-meta-";

    private static readonly string[] Kept =
        ["Content-Type", "Content-Disposition", "Content-Language", "Cache-Control", "Expires", Encryption, $"{Encryption}-aws-kms-key-id"];

    /// <inheritdoc/>
    public IReadOnlySet<string> Parameters { get; } = new HashSet<string>();

    /// <inheritdoc/>
    public IReadOnlySet<string> Headers { get; } = new HashSet<string>(
    [
        "If-None-Match", "x-amz-decoded-content-length", "x-amz-sdk-checksum-algorithm", "x-amz-trailer", Metadata,
        Encryption, $"{Encryption}-aws-kms-key-id", $"{Encryption}-bucket-key-enabled",
        .. ObjectChecksum.Algorithms.Select(algorithm => ObjectChecksum.Prefix + algorithm),
    ]);

    /// <inheritdoc/>
    public ApiAnswer Answer(S3Call call)
    {
        if (Encoding.UTF8.GetByteCount(call.Key) is > MostKeyBytes and var bytes)
            throw S3Error.KeyTooLong(bytes, MostKeyBytes);
        call.AuthorizeObject("s3:PutObject");
        var onlyNew = call.Header("If-None-Match") switch
        {
            null => false,
            "*" => true,
            var other => throw S3Error.NotImplemented($"If-None-Match {other}; the sandbox knows *."),
        };
        var payload = ObjectPayload.Read(call);
        var stored = new StoredObject
        {
            Key = call.Key,
            Body = payload.Body,
            LastModified = call.Now,
            ETag = $"\"{Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, payload.Body.Span))}\"",
            Headers = HeadersOf(call),
            Algorithm = payload.Algorithm,
            Checksum = payload.Checksum,
        };
        call.Store.ChangeBucket(call.Bucket.Name, bucket => onlyNew && bucket.Objects.ContainsKey(stored.Key)
            ? throw S3Error.ExistsAlready()
            : bucket with { Objects = bucket.Objects.SetItem(stored.Key, stored) });
        return new()
        {
            Headers = ImmutableDictionary<string, string>.Empty
                .Add("ETag", stored.ETag)
                .Add(Encryption, stored.Headers[Encryption])
                .Add(ObjectChecksum.Prefix + stored.Algorithm, stored.Checksum)
                .Add("x-amz-checksum-type", "FULL_OBJECT"),
        };
    }

    private static ImmutableSortedDictionary<string, string> HeadersOf(S3Call call)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        headers["Content-Type"] = "binary/octet-stream";
        headers[Encryption] = "AES256";
        foreach (var (name, values) in call.Request.Headers)
            if (Kept.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith(Metadata, StringComparison.OrdinalIgnoreCase))
                headers[name] = values.ToString();
        var encodings = (call.Header("Content-Encoding") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(encoding => encoding != "aws-chunked");
        if (string.Join(", ", encodings) is { Length: > 0 } encoding)
            headers["Content-Encoding"] = encoding;
        return headers.ToImmutable();
    }
}
