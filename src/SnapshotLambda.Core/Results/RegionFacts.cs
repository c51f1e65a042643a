using SnapshotLambda.Core.Fencing;

namespace SnapshotLambda.Core.Results;

/// <summary>What a region tells of itself for the run's notes. It is no part of its result.</summary>
internal sealed record RegionFacts
{
    /// <summary>Nothing is known.</summary>
    public static RegionFacts None { get; } = new();

    /// <summary>How many snapshots were looked at.</summary>
    public int Snapshots { get; init; }

    /// <summary>The keys of <c>excludeTags</c> that match none of them.</summary>
    public IReadOnlyList<string> UnusedExclusions { get; init; } = [];

    /// <summary>How many candidates it may not be read of with whom they are shared.</summary>
    public int SharingDenied { get; init; }

    /// <summary>What its fence lacks.</summary>
    public FenceGap FenceGap { get; init; }
}
