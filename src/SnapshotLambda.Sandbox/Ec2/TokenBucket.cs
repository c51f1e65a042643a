namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A token bucket: full at first, refilled at a constant rate. Its methods may be called by several threads at once.</summary>
internal sealed class TokenBucket(int capacity, double refillPerSecond, TimeProvider time)
{
    private readonly Lock taking = new();
    private double tokens = capacity;
    private long lastRefill = time.GetTimestamp();

    /// <summary>Takes one token, if there is one.</summary>
    public bool TryTake()
    {
        lock (taking)
        {
            long now = time.GetTimestamp();
            tokens = Math.Min(capacity, tokens + (time.GetElapsedTime(lastRefill, now).TotalSeconds * refillPerSecond));
            lastRefill = now;
            if (tokens < 1)
                return false;
            tokens--;
            return true;
        }
    }
}
