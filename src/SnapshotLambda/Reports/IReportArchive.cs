namespace SnapshotLambda.Reports;

/// <summary>The files of earlier runs, and what people approved of them.</summary>
internal interface IReportArchive : IDisposable
{
    /// <summary>The address of a file, for a person.</summary>
    string AddressOf(string key);

    /// <summary>
    /// Copies a file. Throws <see cref="Aws.AwsCallException"/>, <see cref="Pacing.DeadlineException"/>, <see cref="IOException"/> or
    /// <see cref="UnauthorizedAccessException"/> where that fails, and <see cref="OperationCanceledException"/> where it was ended.
    /// </summary>
    /// <param name="key">The file's key (<see cref="ReportKeys"/>).</param>
    /// <param name="open">Opens an empty place for the content, once for each attempt.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task GetAsync(string key, Func<Stream> open, CancellationToken cancellationToken);
}
