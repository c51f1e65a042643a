namespace SnapshotLambda.Sandbox.Ec2;

/// <summary>A token bucket, full at first and refilled at a constant rate. Thread-safe.</summary>
internal sealed class TokenBucket(int capacity, double refillPerSecond, TimeProvider time)
{
    private readonly Lock _taking = new();
    private double _tokens = capacity;
    private long _lastRefill = time.GetTimestamp();

    /// <summary>Takes one token if there is one.</summary>
    public bool TryTake()
    {
        lock (_taking)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(capacity, _tokens + (time.GetElapsedTime(_lastRefill, now).TotalSeconds * refillPerSecond));
            _lastRefill = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
