namespace SnapshotLambda.Pacing;

/// <summary>
/// Limits the rate of requests of one kind as EC2 does, with a token bucket. EC2 has a bucket for each account, region and action, shared
/// by all callers: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html A throttle therefore halves the rate, which then
/// rises steadily to its maximum again. Throttles of another cause than an empty bucket do not lower it, since slowing down does not help
/// then (<see cref="EmptyBucketTest"/>).
/// </summary>
/// <param name="capacity">The bucket's capacity in requests.</param>
/// <param name="ratePerSecond">The bucket's maximum refill per second.</param>
/// <param name="recovered">Called once the rate is back at its maximum.</param>
internal sealed class AdaptiveRateLimiter(int capacity, double ratePerSecond, TimeProvider time, Action? recovered = null)
{
    // Measured against EC2's bucket, alone and beside a client that takes half of it: a slower rise leaves more unused,
    // and a faster one is throttled more often.
    private static readonly TimeSpan FullRise = TimeSpan.FromSeconds(30);

    // A single throttle may come from two clocks that differ slightly.
    private static readonly TimeSpan Lone = TimeSpan.FromSeconds(8);

    // Requests in flight together are throttled together, which is one sign and not several.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // Probes of an empty bucket are throttled, so they are rare.
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(15);

    private const double LeastShare = 0.1;

    // A rate of about half did not help.
    private const double NoHelp = 0.55;

    private readonly Lock _gate = new();
    private readonly EmptyBucketTest _test = new(ratePerSecond, time);
    private double _share = 1;
    private double? _shareBefore;
    private double _tokens = capacity;
    private long _refilledAt = time.GetTimestamp();
    private long? _throttledAt;
    private long? _slowedAt;
    private long? _probedAt;

    /// <summary>The current rate.</summary>
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
    /// Waits for a request's turn; turns are given in the order of asking. Returns null at once, without taking a turn, if the wait would
    /// exceed <paramref name="patience"/>.
    /// </summary>
    public async Task<Turn?> TakeAsync(TimeSpan patience)
    {
        if (Reserve(patience) is not { } wait) return null;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, CancellationToken.None);
        return new Turn(time.GetTimestamp());
    }

    /// <summary>
    /// Takes the next turn and returns the wait for it. Returns null, without taking a turn, if the wait would exceed patience.
    /// </summary>
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

    /// <summary>Records that EC2 granted the request of this turn.</summary>
    public void Granted(Turn turn)
    {
        lock (_gate)
        {
            Refill();
            if (!_test.Granted(turn, _refilledAt)) return;
            if (_shareBefore is { } before) _share = Math.Max(_share, before);
            _shareBefore = null;
        }
    }

    /// <summary>Records that EC2 throttled the request of this turn. Returns true if that lowered the rate.</summary>
    public bool Throttled(Turn turn)
    {
        lock (_gate)
        {
            Refill();
            if (_test.Throttled(turn, _refilledAt, out var isEmpty)) return false;

            // The bucket is still empty after an earlier throttle, so the tokens saved here do not exist.
            if (isEmpty) _tokens = Math.Min(_tokens, 0);
            var isLone = _throttledAt is not { } before || time.GetElapsedTime(before, _refilledAt) > Lone;
            _throttledAt = _refilledAt;
            if (isLone || (_slowedAt is { } slowed && time.GetElapsedTime(slowed, _refilledAt) < Step)) return false;
            _slowedAt = _refilledAt;
            var mayProbe = _probedAt is not { } probed || time.GetElapsedTime(probed, _refilledAt) >= BetweenProbes;
            if (mayProbe && _shareBefore is { } top && _share <= NoHelp * top) Probe(turn);
            _shareBefore ??= _share;
            _share = Math.Max(LeastShare, _share / 2);
            return true;
        }
    }

    /// <summary>Lets several requests go at once, which an empty bucket would not grant.</summary>
    private void Probe(Turn turn)
    {
        _probedAt = _refilledAt;
        _test.Begin(turn, _refilledAt);
        _tokens = Math.Max(_tokens, 0) + EmptyBucketTest.Requests(ratePerSecond);
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
        var refill = ((before + Rate) / 2 * rising.TotalSeconds) + (ratePerSecond * (elapsed - rising).TotalSeconds);
        _tokens = Math.Min(capacity, _tokens + refill);
        if (_shareBefore is { } top && _share >= top) _shareBefore = null;
        if (isRising && _share >= 1) recovered?.Invoke();
    }
}
