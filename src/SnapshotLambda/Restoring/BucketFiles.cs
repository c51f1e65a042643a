using SnapshotLambda.Aws;

namespace SnapshotLambda.Restoring;

/// <summary>The files of a bucket.</summary>
internal sealed class BucketFiles(IS3 s3, string bucket) : IRunFiles
{
    /// <inheritdoc/>
    public string AddressOf(string name) => $"s3://{bucket}/{name}";

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        s3.ListKeysAsync(bucket, prefix, cancellationToken);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        try
        {
            // Each attempt begins anew; the stream is closed after it, and its bytes stay.
            await s3.GetAsync(bucket, name, () => content = new MemoryStream(), cancellationToken);
            return content.ToArray();
        }
        catch (AwsCallException e) when (e.Error.Code is "NoSuchKey")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => s3.Dispose();
}
