namespace SnapshotLambda.Pacing;

/// <summary>
/// Paces requests of one kind as EC2 does: so many at once, then so many a second. EC2 keeps a bucket for each account, region and
/// action, and shares it among all callers: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
/// So it gives way: throttles halve its rate, which then rises again, steadily, to what it was. It gives way to no throttles that have
/// another cause than an empty bucket, for which going slower is no help (<see cref="EmptyBucketTest"/>).
/// </summary>
/// <param name="capacity">Requests at once.</param>
/// <param name="ratePerSecond">Requests a second after that, at most.</param>
/// <param name="time">The clock.</param>
/// <param name="recovered">Is told once the rate is back to the most.</param>
internal sealed class AdaptiveRateLimiter(int capacity, double ratePerSecond, TimeProvider time, Action? recovered = null)
{
    // Measured against EC2's bucket, alone and beside a client that takes half of it: a slower rise leaves more unused, a
    // faster one is throttled more often.
    private static readonly TimeSpan FullRise = TimeSpan.FromSeconds(30);

    // One lone throttle may mean no more than that two clocks disagree by a moment.
    private static readonly TimeSpan Lone = TimeSpan.FromSeconds(8);

    // Requests that were in flight together are throttled together: that is one sign, not many.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    // What is sent to find out whether the bucket is empty is throttled where it is, so that is not done often.
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(15);

    private const double LeastShare = 0.1;

    // A rate of about half of what it was did not help.
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
    /// Waits for a request's turn; turns are given in the order of asking. Null, at once and without taking a turn, if it
    /// would come later than <paramref name="patience"/> allows.
    /// </summary>
    public async Task<Turn?> TakeAsync(TimeSpan patience)
    {
        if (Reserve(patience) is not { } wait) return null;
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, CancellationToken.None);
        return new Turn(time.GetTimestamp());
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

    /// <summary>EC2 did not throttle the request that had this turn.</summary>
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

    /// <summary>EC2 throttled the request that had this turn. Whether the rate was lowered for it.</summary>
    public bool Throttled(Turn turn)
    {
        lock (_gate)
        {
            Refill();
            if (_test.Throttled(turn, _refilledAt, out var isEmpty)) return false;

            // Asked for after it was said to be empty, and so it is: what is saved up here is not there.
            if (isEmpty) _tokens = Math.Min(_tokens, 0);
            var isLone = _throttledAt is not { } before || time.GetElapsedTime(before, _refilledAt) > Lone;
            _throttledAt = _refilledAt;
            if (isLone || (_slowedAt is { } slowed && time.GetElapsedTime(slowed, _refilledAt) < Step)) return false;
            _slowedAt = _refilledAt;
            if (_shareBefore is { } top && _share <= NoHelp * top && (_probedAt is not { } probed || time.GetElapsedTime(probed, _refilledAt) >= BetweenProbes)) Probe(turn);
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
        _tokens = Math.Min(capacity, _tokens + ((before + Rate) / 2 * rising.TotalSeconds) + (ratePerSecond * (elapsed - rising).TotalSeconds));
        if (_shareBefore is { } top && _share >= top) _shareBefore = null;
        if (isRising && _share >= 1) recovered?.Invoke();
    }
}
