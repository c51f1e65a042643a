using SnapshotLambda.Aws;
using SnapshotLambda.Pacing;

namespace SnapshotLambda.Reports;

/// <summary>Puts a run's files to a bucket, below <c>runs/&lt;run id&gt;/</c>.</summary>
internal sealed class BucketStore(IAwsClients clients, string region, string bucket, string runId, Deadline until) : IReportStore
{
    // The client is created with the first file, where a failure is one of the report alone.
    private readonly Lazy<IS3> _s3 = new(() => clients.S3(region, until));

    /// <inheritdoc/>
    public string AddressOf(string name) => $"s3://{bucket}/{KeyOf(name)}";

    /// <inheritdoc/>
    public Task PutAsync(string name, Func<Stream> open, CancellationToken cancellationToken) =>
        _s3.Value.PutAsync(bucket, KeyOf(name), MediaTypeOf(name), open, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_s3.IsValueCreated) _s3.Value.Dispose();
    }

    private string KeyOf(string name) => ReportKeys.OfRun(runId, name);

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".gz" => "application/gzip",
        ".html" => "text/html; charset=utf-8",
        ".csv" => "text/csv; charset=utf-8",
        _ => "application/json",
    };
}
