namespace SnapshotLambda.Reports;

/// <summary>The place that a run's files are put to, for people to read.</summary>
internal interface IReportStore : IDisposable
{
    /// <summary>The address of a file, for a person.</summary>
    string AddressOf(string name);

    /// <summary>
    /// Puts a file there. Throws <see cref="Aws.AwsCallException"/>, <see cref="Pacing.DeadlineException"/>, <see cref="IOException"/> or
    /// <see cref="UnauthorizedAccessException"/> where that fails, and <see cref="OperationCanceledException"/> where it was ended.
    /// </summary>
    /// <param name="name">The file's name below the run, as in <c>111122223333/eu-west-1/plan.json.gz</c>.</param>
    /// <param name="open">Opens the content at its beginning; it may be opened several times.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task PutAsync(string name, Func<Stream> open, CancellationToken cancellationToken);
}
