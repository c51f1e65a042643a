using Amazon.S3;
using Amazon.S3.Model;

namespace SnapshotLambda.Aws;

/// <summary>Calls S3 through the AWS SDK.</summary>
internal sealed class S3(IAmazonS3 client, AwsCall attempt, RetryingCall retrying) : IS3
{
    // A plan of 100,000 snapshots has some 5 MB.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public Task PutAsync(string bucket, string key, string contentType, Func<Stream> open, CancellationToken cancellationToken) =>
        retrying.RunAsync(
            async cancel =>
            {
                await using var content = open();
                var request = new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    ContentType = contentType,
                    InputStream = content,
                    AutoCloseStream = false,
                    UseChunkEncoding = false,
                };
                return await attempt.MakeAsync(ct => client.PutObjectAsync(request, ct), reply => reply.ETag, Patience, cancel);
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task GetAsync(string bucket, string key, Func<Stream> open, CancellationToken cancellationToken) =>
        retrying.RunAsync(
            cancel => attempt.MakeAsync(
                async ct =>
                {
                    var reply = await client.GetObjectAsync(bucket, key, ct);
                    await using var content = reply.ResponseStream;
                    await using var place = open();
                    await content.CopyToAsync(place, ct);
                    return reply;
                },
                reply => reply.ETag,
                Patience,
                cancel),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListKeysAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var pages = Paginator.PagesAsync(
            (token, cancel) => retrying.RunAsync(
                again => attempt.MakeAsync(
                    ct => client.ListObjectsV2Async(
                        new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, ContinuationToken = token }, ct),
                    Keys,
                    Patience,
                    again),
                cancel),
            cancellationToken);
        await foreach (var page in pages) keys.AddRange(page);
        return keys;
    }

    private static Page<string> Keys(ListObjectsV2Response reply) =>
        new([.. (reply.S3Objects ?? []).Select(one => one.Key)], reply.IsTruncated is true ? reply.NextContinuationToken : null);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
