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
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => s3.GetAsync(bucket, name, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => s3.Dispose();
}
