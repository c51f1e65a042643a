using SnapshotLambda.Core.Snapshots;

namespace SnapshotLambda.Core.Restoring;

/// <summary>
/// The time in which a run's deletions came into the Recycle Bin. What came in before or after was deleted by somebody else, or by another
/// run. This is the one place that says how long a run may last, and how far its clock and EC2's may differ.
/// </summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The last instant.</param>
internal readonly record struct RunWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The longest time of a run, which is the longest that Lambda gives.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How far the run's clock and EC2's may differ.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>Any time.</summary>
    public static RunWindow Always { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The time of a run that has left a result.</summary>
    public static RunWindow Of(DateTimeOffset startedAt, DateTimeOffset finishedAt) => new(startedAt - Slack, finishedAt + Slack);

    /// <summary>The time of a run of which no more is known than the UTC day of its start, which its id says.</summary>
    public static RunWindow Of(DateOnly day)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return new(start - Slack, start + TimeSpan.FromDays(1) + Longest + Slack);
    }

    /// <summary>The UTC days on which runs started that may have deleted something within this time, as their ids begin.</summary>
    public IEnumerable<DateOnly> Days
    {
        get
        {
            var last = IsoDate.DayOf(Until + Slack);
            for (var day = IsoDate.DayOf(From - Longest - Slack); day <= last; day = day.AddDays(1)) yield return day;
        }
    }

    /// <summary>True if the instant lies within.</summary>
    public bool Holds(DateTimeOffset instant) => instant >= From && instant <= Until;
}
