namespace SnapshotLambda.Benchmarks.Processes;

/// <summary>What a process used.</summary>
/// <param name="Wall">From its start.</param>
/// <param name="Cpu">User and system time.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
internal sealed record Usage(TimeSpan Wall, TimeSpan Cpu, long PeakBytes)
{
    /// <summary>The same in MiB.</summary>
    public double PeakMiB => PeakBytes / 1024.0 / 1024.0;

    /// <summary>The medians of several.</summary>
    public static Usage Median(IReadOnlyCollection<Usage> runs) => new(
        Results.Median.Of(runs.Select(run => run.Wall)),
        Results.Median.Of(runs.Select(run => run.Cpu)),
        (long)Results.Median.Of(runs.Select(run => (double)run.PeakBytes)));
}
