namespace SnapshotLambda.Sandbox.Progress;

/// <summary>What a run has done at one moment, as far as its log tells.</summary>
/// <param name="RunId">The run's id; null before its first line.</param>
/// <param name="IsDryRun">Whether it changes nothing; null before its first line.</param>
/// <param name="Regions">The regions that it has begun, as they came up.</param>
/// <param name="PerSecond">Deletions a second since the first one; null before there are two.</param>
internal sealed record RunState(string? RunId, bool? IsDryRun, IReadOnlyList<RegionProgress> Regions, double? PerSecond)
{
    /// <summary>Regions that are read and planned.</summary>
    public int RegionsRead => Regions.Count(region => region.IsRead);

    /// <summary>Deletions planned in the regions that are read.</summary>
    public int Planned => Sum(region => region.Planned);

    /// <summary>Deletions done, or come to an end in another way.</summary>
    public int Tried => Sum(region => Math.Max(region.Deleted + region.MayBeDeleted + region.Failed, region.IsFinished ? region.Planned : 0));

    /// <summary>How long the deletions will take at the rate that they had so far; null where that is not known.</summary>
    public TimeSpan? Left => PerSecond is > 0 and { } rate && Planned > Tried ? TimeSpan.FromSeconds((Planned - Tried) / rate) : null;

    /// <summary>The sum over all regions.</summary>
    public int Sum(Func<RegionProgress, int> value) => Regions.Sum(value);
}
