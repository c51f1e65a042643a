namespace SnapshotLambda.Pacing;

/// <summary>
/// Tells throttles of an empty bucket from those of another cause, such as an overloaded front end that refuses a share of all requests. An
/// empty bucket can grant no more than its refill since the throttle. If EC2 grants more, the bucket was not empty, and slowing down would
/// not help. That finding holds until half of the latest requests are throttled, or none of very many.
/// </summary>
/// <param name="refillPerSecond">The bucket's maximum refill per second.</param>
internal sealed class EmptyBucketTest(double refillPerSecond, TimeProvider time)
{
    private const int Latest = 32;
    private const int LongWithout = 64;

    // The travel time of a request and its reply is unknown, and the real refill may be higher.
    private const double Slack = 1.5;
    private const int AlwaysPossible = 2;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    private readonly Queue<bool> _latest = new(Latest);
    private int _throttledOfLatest;
    private int _grantedInARow;
    private (long EmptyFrom, long ToldAt)? _running;
    private int _granted;

    /// <summary>True if throttles have another cause than an empty bucket.</summary>
    public bool HaveAnotherCause { get; private set; }

    /// <summary>The number of requests at once that shows it, even if some are throttled.</summary>
    public static int Requests(double refillPerSecond) => 4 + (int)Math.Ceiling(refillPerSecond / 2);

    /// <summary>Begins a test at a throttle.</summary>
    public void Begin(Turn turn, long now) => (_running, _granted) = ((turn.From, now), 0);

    /// <summary>Records a granted request. Returns true if it shows that the bucket was not empty.</summary>
    public bool Granted(Turn turn, long now)
    {
        Note(isThrottled: false);
        if (HaveAnotherCause && ++_grantedInARow >= LongWithout) HaveAnotherCause = false;
        if (HaveAnotherCause || _running is not { } test || turn.From <= test.ToldAt) return false;
        var since = time.GetElapsedTime(test.EmptyFrom, now);
        if (since > Length) return false;
        _granted++;
        if (_granted <= AlwaysPossible + (Slack * refillPerSecond * since.TotalSeconds)) return false;
        (HaveAnotherCause, _running, _grantedInARow) = (true, null, 0);
        Forget();
        return true;
    }

    /// <summary>Records a throttled request. Returns true if the cause is known to be another than an empty bucket.</summary>
    /// <param name="now">The time of the throttle.</param>
    /// <param name="isEmpty">True if the request was sent after an earlier throttle.</param>
    public bool Throttled(Turn turn, long now, out bool isEmpty)
    {
        Note(isThrottled: true);
        isEmpty = false;
        _grantedInARow = 0;
        if (HaveAnotherCause)
        {
            if (_latest.Count < Latest || _throttledOfLatest <= Latest / 2) return true;
            HaveAnotherCause = false;
            _running = null;
        }

        if (_running is not { } test || time.GetElapsedTime(test.EmptyFrom, now) > Length) Begin(turn, now);
        else isEmpty = turn.From > test.ToldAt;
        return false;
    }

    private void Note(bool isThrottled)
    {
        _latest.Enqueue(isThrottled);
        if (isThrottled) _throttledOfLatest++;
        if (_latest.Count > Latest && _latest.Dequeue()) _throttledOfLatest--;
    }

    private void Forget()
    {
        _latest.Clear();
        _throttledOfLatest = 0;
    }
}
