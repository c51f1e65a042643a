namespace SnapshotLambda.Restoring;

/// <summary>
/// The files that runs left, named as in the bucket: <c>runs/&lt;run id&gt;/…</c>. Throws <see cref="Aws.AwsCallException"/>,
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> where they cannot be read, and exceptions of cancellation.
/// </summary>
internal interface IRunFiles : IDisposable
{
    /// <summary>The address of a file, for a person.</summary>
    string AddressOf(string name);

    /// <summary>The names that begin so, all of them.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>A file's content; null if it is not there.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);
}
