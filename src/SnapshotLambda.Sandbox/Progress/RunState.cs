namespace SnapshotLambda.Sandbox.Progress;

/// <summary>The state of a run at one moment, as far as its log tells.</summary>
/// <param name="RunId">The run's id; null before its first line.</param>
/// <param name="IsDryRun">True if it changes nothing; null before its first line.</param>
/// <param name="Regions">The regions begun, in that order.</param>
/// <param name="PerSecond">The rate of deletions since the first one; null before there are two.</param>
internal sealed record RunState(string? RunId, bool? IsDryRun, IReadOnlyList<RegionProgress> Regions, double? PerSecond)
{
    /// <summary>The number of regions read and planned.</summary>
    public int RegionsRead => Regions.Count(region => region.IsRead);

    /// <summary>The number of deletions planned in them.</summary>
    public int Planned => Sum(region => region.Planned);

    /// <summary>The number of deletions that have succeeded or ended otherwise.</summary>
    public int Tried =>
        Sum(region => Math.Max(region.Deleted + region.MayBeDeleted + region.Failed, region.IsFinished ? region.Planned : 0));

    /// <summary>The time that the other deletions will take at the current rate; null if it is unknown.</summary>
    public TimeSpan? Left => PerSecond is > 0 and { } rate && Planned > Tried ? TimeSpan.FromSeconds((Planned - Tried) / rate) : null;

    /// <summary>The sum over all regions.</summary>
    public int Sum(Func<RegionProgress, int> value) => Regions.Sum(value);
}
