namespace SnapshotLambda.Pacing;

/// <summary>The instant after which no new call is made, so that the run ends by itself before Lambda ends it.</summary>
internal sealed class Deadline
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _remaining;
    private readonly TimeSpan _margin;

    /// <param name="time">The clock.</param>
    /// <param name="remaining">What Lambda leaves from now on.</param>
    /// <param name="margin">No new call once less than this is left.</param>
    public Deadline(TimeProvider time, TimeSpan remaining, TimeSpan margin) =>
        (_time, _start, _remaining, _margin) = (time, time.GetTimestamp(), remaining, margin);

    /// <summary>How long new calls may still be made; zero once they may not.</summary>
    public TimeSpan Left => Max(_remaining - _margin - _time.GetElapsedTime(_start));

    /// <summary>How long Lambda leaves this process, less two seconds to hand the result over.</summary>
    public TimeSpan LeftOfLambda => Max(_remaining - TimeSpan.FromSeconds(2) - _time.GetElapsedTime(_start));

    /// <summary>Whether no new call may be made.</summary>
    public bool IsReached => Left == TimeSpan.Zero;

    /// <summary>Cancels when no new call may be made.</summary>
    public CancellationTokenSource CancelWhenReached() => new(Left, _time);

    /// <summary>Cancels calls in flight when half of the margin is used up: what is left is for the result.</summary>
    public CancellationTokenSource CancelCallsInFlight() => new(Max(_remaining - (_margin / 2) - _time.GetElapsedTime(_start)), _time);

    private static TimeSpan Max(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
