namespace SnapshotLambda.Runs;

/// <summary>
/// Paces requests as EC2 does: so many at once, then so many a second. EC2 keeps such a bucket for each account, region and
/// action. https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// </summary>
/// <param name="capacity">Requests at once.</param>
/// <param name="ratePerSecond">Requests a second after that.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(int capacity, double ratePerSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _refilledAt = time.GetTimestamp();
    private double _tokens = capacity;

    /// <summary>
    /// Waits for a request's turn; turns are given in the order of asking. False, at once and without taking a turn, if it
    /// would come later than <paramref name="patience"/> allows.
    /// </summary>
    public async Task<bool> TakeAsync(TimeSpan patience)
    {
        TimeSpan wait;
        lock (_gate)
        {
            Refill();
            wait = _tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / ratePerSecond);
            if (wait > patience) return false;
            _tokens--;
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, CancellationToken.None);
        return true;
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(capacity, _tokens + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * ratePerSecond));
        _refilledAt = now;
    }
}
