namespace SnapshotLambda.Aws;

/// <summary>The part of S3 that this function uses. Throws only <see cref="AwsCallException"/>, and exceptions of cancellation.</summary>
internal interface IS3 : IDisposable
{
    /// <summary>Puts an object. One that is there already is replaced, and stays as an older version where the bucket has versions.</summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="contentType">The media type, as in <c>application/json</c>.</param>
    /// <param name="open">Opens the content at its beginning, once for each attempt.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task PutAsync(string bucket, string key, string contentType, Func<Stream> open, CancellationToken cancellationToken);

    /// <summary>
    /// Gets an object whole. One that is not there is <c>NoSuchKey</c>, or <c>AccessDenied</c> where the bucket may not be listed.
    /// </summary>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="open">Opens an empty place for the content, once for each attempt.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    Task GetAsync(string bucket, string key, Func<Stream> open, CancellationToken cancellationToken);

    /// <summary>The keys that begin so, in S3's order, all of them.</summary>
    Task<IReadOnlyList<string>> ListKeysAsync(string bucket, string prefix, CancellationToken cancellationToken);
}
