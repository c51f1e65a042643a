using SnapshotLambda.Core.Fencing;

namespace SnapshotLambda.Core.Results;

/// <summary>Facts of a region for the run's notes. They are no part of its result.</summary>
internal sealed record RegionFacts
{
    /// <summary>No facts are known.</summary>
    public static RegionFacts None { get; } = new();

    /// <summary>The number of snapshots that were looked at.</summary>
    public int Snapshots { get; init; }

    /// <summary>The keys of <c>excludeTags</c> that match none of them.</summary>
    public IReadOnlyList<string> UnusedExclusions { get; init; } = [];

    /// <summary>The number of candidates whose sharing may not be read.</summary>
    public int SharingDenied { get; init; }

    /// <summary>True if a policy denies to list the volumes in its Recycle Bin.</summary>
    public bool BinnedVolumesDenied { get; init; }

    /// <summary>True if a policy denies to read the older versions of its launch templates.</summary>
    public bool OlderVersionsDenied { get; init; }

    /// <summary>The protection that its fence lacks.</summary>
    public FenceGap FenceGap { get; init; }
}
