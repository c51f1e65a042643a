namespace SnapshotLambda.Tests.Aws;

/// <summary>
/// A clock for tests that cross a real socket. Pauses between attempts end at once and are noted, and the time that is measured leaps
/// over them; limits, which are cancellations, never run out by themselves, however slow the machine, but all at once when
/// <see cref="ExpireLimits"/> is called. Those below 15 seconds are what is left of a deadline, and run out at once.
/// </summary>
internal sealed class InstantTime : TimeProvider
{
    private readonly List<TimeSpan> pauses = [];
    private readonly List<TimeSpan> limits = [];
    private readonly List<Limit> running = [];
    private TimeSpan leapt;

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (pauses) return [.. pauses];
        }
    }

    public IReadOnlyList<TimeSpan> Limits
    {
        get
        {
            lock (pauses) return [.. limits];
        }
    }

    public void ExpireLimits()
    {
        Limit[] now;
        lock (pauses) now = [.. running];
        foreach (var limit in now) limit.Expire();
    }

    /// <summary>How far this clock is ahead; what is measured between two instants does not change with it.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>So much time passes at once.</summary>
    public void Leap(TimeSpan time)
    {
        lock (pauses) leapt += time;
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override long GetTimestamp()
    {
        lock (pauses) return base.GetTimestamp() + (long)(leapt.TotalSeconds * TimestampFrequency);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (pauses)
        {
            if (state is not CancellationTokenSource || dueTime < TimeSpan.FromSeconds(15))
            {
                pauses.Add(dueTime);
                if (dueTime > TimeSpan.Zero) leapt += dueTime;
                return System.CreateTimer(callback, state, TimeSpan.Zero, period);
            }
            limits.Add(dueTime);
            var limit = new Limit(this, () => callback(state));
            running.Add(limit);
            return limit;
        }
    }

    private sealed class Limit(InstantTime time, Action expire) : ITimer
    {
        public void Expire()
        {
            Dispose();
            expire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time.pauses) time.running.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
