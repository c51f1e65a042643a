namespace SnapshotLambda.Runs;

/// <summary>
/// Paces requests as EC2 does: so many at once, then so many a second. EC2 keeps such a bucket for each account, region and
/// action, and shares it among all callers: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// So it gives way: throttles halve its rate, which then rises again, steadily, to what it was.
/// </summary>
/// <param name="capacity">Requests at once.</param>
/// <param name="ratePerSecond">Requests a second after that, at most.</param>
/// <param name="time">The clock.</param>
/// <param name="recovered">Is told once the rate is back to the most.</param>
internal sealed class TokenBucket(int capacity, double ratePerSecond, TimeProvider time, Action? recovered = null)
{
    // Measured against EC2's bucket, alone and beside a client that takes half of it: a slower rise leaves more unused, a
    // faster one is throttled more often.
    private static readonly TimeSpan FullRise = TimeSpan.FromSeconds(30);

    // One lone throttle may mean no more than that two clocks disagree by a moment.
    private static readonly TimeSpan Lone = TimeSpan.FromSeconds(8);

    // Requests that were in flight together are throttled together: that is one sign, not many.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private const double LeastShare = 0.1;

    private readonly Lock _gate = new();
    private double _share = 1;
    private double _tokens = capacity;
    private long _refilledAt = time.GetTimestamp();
    private long? _throttledAt;
    private long? _slowedAt;

    /// <summary>The rate that it keeps to at present.</summary>
    public double RatePerSecond
    {
        get
        {
            lock (_gate)
            {
                Refill();
                return Rate;
            }
        }
    }

    /// <summary>
    /// Waits for a request's turn; turns are given in the order of asking. False, at once and without taking a turn, if it
    /// would come later than <paramref name="patience"/> allows.
    /// </summary>
    public async Task<bool> TakeAsync(TimeSpan patience)
    {
        if (Reserve(patience) is not { } wait) return false;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, CancellationToken.None);
        return true;
    }

    /// <summary>Takes the next turn: how long it is to wait for. Null, and no turn, if that is longer than patience allows.</summary>
    public TimeSpan? Reserve(TimeSpan patience)
    {
        lock (_gate)
        {
            Refill();
            var wait = _tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / Rate);
            if (wait > patience) return null;
            _tokens--;
            return wait;
        }
    }

    /// <summary>EC2 throttled a request, so nothing is left of the shared bucket. Whether the rate was lowered for it.</summary>
    public bool GiveWay()
    {
        lock (_gate)
        {
            Refill();
            _tokens = Math.Min(_tokens, 0);
            var isLone = _throttledAt is not { } before || time.GetElapsedTime(before, _refilledAt) > Lone;
            _throttledAt = _refilledAt;
            if (isLone || (_slowedAt is { } slowed && time.GetElapsedTime(slowed, _refilledAt) < Step)) return false;
            _slowedAt = _refilledAt;
            _share = Math.Max(LeastShare, _share / 2);
            return true;
        }
    }

    private double Rate => _share * ratePerSecond;

    private void Refill()
    {
        var now = time.GetTimestamp();
        var elapsed = time.GetElapsedTime(_refilledAt, now);
        _refilledAt = now;
        var isRising = _share < 1;
        var untilFull = FullRise * (1 - _share);
        var rising = elapsed < untilFull ? elapsed : untilFull;
        var before = Rate;
        _share = elapsed < untilFull ? _share + (rising / FullRise) : 1;
        _tokens = Math.Min(capacity, _tokens + ((before + Rate) / 2 * rising.TotalSeconds) + (ratePerSecond * (elapsed - rising).TotalSeconds));
        if (isRising && _share >= 1) recovered?.Invoke();
    }
}
