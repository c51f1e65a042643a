namespace SnapshotLambda.Report.Model;

/// <summary>Ages in whole calendar months.</summary>
internal static class MonthAge
{
    /// <summary>Snapshots of this age and older count together.</summary>
    public const int Oldest = 36;

    /// <summary>The age of what started at an instant, not over <see cref="Oldest"/>.</summary>
    public static int Of(DateTimeOffset start, DateTimeOffset now)
    {
        var (from, to) = (start.UtcDateTime, now.UtcDateTime);
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        if (to.Day < from.Day || (to.Day == from.Day && to.TimeOfDay < from.TimeOfDay)) months--;
        return Math.Clamp(months, 0, Oldest);
    }
}
