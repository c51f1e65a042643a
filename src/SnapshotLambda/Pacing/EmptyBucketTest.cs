namespace SnapshotLambda.Pacing;

/// <summary>
/// Tells throttles of an empty bucket from those that have another cause, such as an overloaded front end that refuses some of all
/// requests. What EC2 grants after a throttle tells: an empty bucket can grant no more than its refill since then. So where more is
/// granted it was not empty, and going slower would only do less. That is so until half of the latest requests are throttled, or
/// none of very many.
/// </summary>
/// <param name="refillPerSecond">What the bucket is refilled by, at most.</param>
/// <param name="time">The clock.</param>
internal sealed class EmptyBucketTest(double refillPerSecond, TimeProvider time)
{
    private const int Latest = 32;
    private const int LongWithout = 64;

    // The time that a request and its reply take is not known; and what is called the refill may be less than it is.
    private const double Slack = 1.5;
    private const int AlwaysPossible = 2;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    private readonly Queue<bool> _latest = new(Latest);
    private int _throttledOfLatest;
    private int _grantedInARow;
    private (long EmptyFrom, long ToldAt)? _running;
    private int _granted;

    /// <summary>Whether throttles have another cause than an empty bucket.</summary>
    public bool HaveAnotherCause { get; private set; }

    /// <summary>Requests at once that show it, some of which may be throttled all the same.</summary>
    public static int Requests(double refillPerSecond) => 4 + (int)Math.Ceiling(refillPerSecond / 2);

    /// <summary>A test begins, with a throttle that was just told of.</summary>
    public void Begin(Turn turn, long now) => (_running, _granted) = ((turn.From, now), 0);

    /// <summary>A request was granted: whether that shows that the bucket was not empty.</summary>
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

    /// <summary>A request was throttled: whether that is known to have another cause than an empty bucket.</summary>
    /// <param name="turn">The request's turn.</param>
    /// <param name="now">When that was told.</param>
    /// <param name="isEmpty">Whether the request was sent after an earlier throttle was told of.</param>
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
