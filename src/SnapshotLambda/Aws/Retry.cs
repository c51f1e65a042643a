namespace SnapshotLambda.Aws;

/// <summary>
/// Makes a call that changes nothing again while <see cref="Backoff"/> says that it can help. The SDK's own retries are off: they would
/// multiply with these, and take from a quota that all accounts of the process share.
/// </summary>
internal sealed class Retry(TimeProvider time, Random random)
{
    /// <summary>What the call yields, or the <see cref="AwsCallException"/> of its last attempt.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (AwsCallException e) when (attempt < Backoff.Attempts && Backoff.Helps(e.Error.Class))
            {
                await Task.Delay(Backoff.Delay(attempt, random), time, cancellationToken);
            }
        }
    }
}
