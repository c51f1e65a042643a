using System.Collections.Immutable;
using System.Globalization;
using SnapshotLambda.Sandbox.Http;

namespace SnapshotLambda.Sandbox.S3;

/// <summary>
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html HeadObject is the same without the content, which no answer to HEAD
/// carries.
/// </summary>
internal sealed class GetObject : IS3Action
{
    private const string ChecksumMode = "x-amz-checksum-mode";

    /// <inheritdoc/>
    public IReadOnlySet<string> Parameters { get; } = new HashSet<string>();

    /// <inheritdoc/>
    public IReadOnlySet<string> Headers { get; } = new HashSet<string>([ChecksumMode]);

    /// <inheritdoc/>
    public ApiAnswer Answer(S3Call call)
    {
        call.AuthorizeObject("s3:GetObject");
        if (!call.Bucket.Objects.TryGetValue(call.Key, out var found))
        {
            // Who may not list the bucket is not told what it lacks.
            call.AuthorizeBucket("s3:ListBucket");
            throw S3Error.NoKey(call.Key);
        }

        var headers = found.Headers.Where(header => header.Key != "Content-Type").ToImmutableDictionary()
            .Add("ETag", found.ETag)
            .Add("Last-Modified", found.LastModified.ToString("R", CultureInfo.InvariantCulture))
            .Add("Accept-Ranges", "bytes");
        if (call.Header(ChecksumMode) == "ENABLED")
            headers = headers.Add(ObjectChecksum.Prefix + found.Algorithm, found.Checksum).Add("x-amz-checksum-type", "FULL_OBJECT");
        return new() { ContentType = found.Headers["Content-Type"], Body = found.Body, Headers = headers };
    }
}
