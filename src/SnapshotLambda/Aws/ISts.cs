namespace SnapshotLambda.Aws;

/// <summary>The part of STS that this function uses. Throws <see cref="AwsCallException"/> and nothing else, but for cancellation.</summary>
internal interface ISts : IDisposable
{
    /// <summary>The account, 12 digits, that the credentials belong to.</summary>
    Task<string> GetAccountAsync(CancellationToken cancellationToken);
}
