namespace SnapshotLambda.Tests.Aws;

/// <summary>
/// A clock for tests that cross a real socket. Pauses between attempts end at once and are noted, and the time that is measured leaps
/// over them; limits, which are cancellations, never run out by themselves, however slow the machine, but all at once when
/// <see cref="ExpireLimits()"/> is called. Those below 15 seconds are what is left of a deadline, and run out at once.
/// </summary>
internal sealed class InstantTime : TimeProvider
{
    private readonly List<TimeSpan> _pauses = [];
    private readonly List<TimeSpan> _limits = [];
    private readonly List<Limit> _running = [];
    private TimeSpan _leapt;

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_pauses) return [.. _pauses];
        }
    }

    public IReadOnlyList<TimeSpan> Limits
    {
        get
        {
            lock (_pauses) return [.. _limits];
        }
    }

    public void ExpireLimits() => ExpireLimits(TimeSpan.MaxValue);

    /// <summary>The limits of at most this length run out.</summary>
    public void ExpireLimits(TimeSpan longest)
    {
        Limit[] now;
        lock (_pauses) now = [.. _running.Where(limit => limit.Length <= longest)];
        foreach (var limit in now) limit.Expire();
    }

    /// <summary>How far this clock is ahead; what is measured between two instants does not change with it.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>So much time passes at once.</summary>
    public void Leap(TimeSpan time)
    {
        lock (_pauses) _leapt += time;
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override long GetTimestamp()
    {
        lock (_pauses) return base.GetTimestamp() + (long)(_leapt.TotalSeconds * TimestampFrequency);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_pauses)
        {
            if (state is not CancellationTokenSource || dueTime < TimeSpan.FromSeconds(15))
            {
                _pauses.Add(dueTime);
                if (dueTime > TimeSpan.Zero) _leapt += dueTime;
                return System.CreateTimer(callback, state, TimeSpan.Zero, period);
            }
            _limits.Add(dueTime);
            var limit = new Limit(this, dueTime, () => callback(state));
            _running.Add(limit);
            return limit;
        }
    }

    private sealed class Limit(InstantTime time, TimeSpan length, Action expire) : ITimer
    {
        public TimeSpan Length => length;

        public void Expire()
        {
            Dispose();
            expire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time._pauses) time._running.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
