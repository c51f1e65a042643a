namespace SnapshotLambda.Pacing;

/// <summary>The instant after which no call begins, so that the run ends by itself before Lambda ends it.</summary>
internal sealed class Deadline
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _remaining;
    private readonly TimeSpan _margin;

    /// <param name="time">The clock.</param>
    /// <param name="remaining">The time that Lambda leaves from now on.</param>
    /// <param name="margin">No call begins once less than this is left.</param>
    public Deadline(TimeProvider time, TimeSpan remaining, TimeSpan margin)
        : this(time, time.GetTimestamp(), remaining, margin)
    {
    }

    private Deadline(TimeProvider time, long start, TimeSpan remaining, TimeSpan margin) =>
        (_time, _start, _remaining, _margin) = (time, start, remaining, margin);

    /// <summary>The deadline of the same invocation that is so much earlier than its end.</summary>
    public Deadline WithMargin(TimeSpan margin) => new(_time, _start, _remaining, margin);

    /// <summary>The time in which calls may still begin; zero afterwards.</summary>
    public TimeSpan Left => Max(_remaining - _margin - _time.GetElapsedTime(_start));

    /// <summary>The time that Lambda leaves this process, less two seconds to return the result.</summary>
    public TimeSpan LeftOfLambda => Max(_remaining - TimeSpan.FromSeconds(2) - _time.GetElapsedTime(_start));

    /// <summary>True if no call may begin.</summary>
    public bool IsReached => Left == TimeSpan.Zero;

    /// <summary>Cancels when no call may begin.</summary>
    public CancellationTokenSource CancelWhenReached() => new(Left, _time);

    /// <summary>Cancels calls in flight at half of the margin; the other half is for the result.</summary>
    public CancellationTokenSource CancelCallsInFlight() => new(Max(_remaining - (_margin / 2) - _time.GetElapsedTime(_start)), _time);

    private static TimeSpan Max(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
