namespace SnapshotLambda.Benchmarks.Results;

/// <summary>The middle one of several numbers; of an even count, the middle of the middle two.</summary>
internal static class Median
{
    /// <summary>Of numbers.</summary>
    public static double Of(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Of times.</summary>
    public static TimeSpan Of(IEnumerable<TimeSpan> times) => TimeSpan.FromTicks((long)Of(times.Select(time => (double)time.Ticks)));
}
