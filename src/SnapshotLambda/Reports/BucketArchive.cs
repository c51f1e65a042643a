using SnapshotLambda.Aws;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reports;

/// <summary>Reads the bucket of reports.</summary>
internal sealed class BucketArchive(IAwsClients clients, string region, string bucket, Deadline until) : IReportArchive
{
    private readonly Lazy<IS3> _s3 = new(() => clients.S3(region, until));

    /// <inheritdoc/>
    public string AddressOf(string key) => $"s3://{bucket}/{key}";

    /// <inheritdoc/>
    public Task GetAsync(string key, Func<Stream> open, CancellationToken cancellationToken) =>
        _s3.Value.GetAsync(bucket, key, open, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_s3.IsValueCreated) _s3.Value.Dispose();
    }
}
